// 4.7 Devices: a second solution. Names are taken apart at the colon and compared with what they mean,
// devices are asked about by recursion, and shared parameters found by looking back.

import Kindling

public func device(named name: String) -> Device? {
  let parts = name.split(separator: ":", omittingEmptySubsequences: false)
  switch (parts[0], parts.count) {
  case ("cpu", 1): return .cpu
  case ("cuda", 1): return .cuda(0)
  case ("cuda", 2):
    // What a number is written as is what the name must have.
    guard let number = Int(parts[1]), number >= 0, "\(number)" == parts[1] else { return nil }
    return .cuda(number)
  default: return nil
  }
}

public func chooseDevice(from wanted: [Device], isAvailable: (Device) -> Bool) -> Device {
  guard let next = wanted.first, next != .cpu else { return .cpu }
  if isAvailable(next) { return next }
  return chooseDevice(from: wanted.filter { $0 != next }, isAvailable: isAvailable)
}

public final class Placed {
  public let device: Device
  public let numbers: [Double]

  public init(_ numbers: [Double], on device: Device) {
    self.numbers = numbers
    self.device = device
  }
}

public final class Machine {
  public let devices: Set<Device>
  public private(set) var copies: Int = 0

  public init(devices: Set<Device>) { self.devices = devices.union([.cpu]) }

  public func copy(_ x: Placed, to device: Device) -> Placed {
    precondition(devices.contains(device), "the machine has no \(device)")
    copies += 1
    return Placed(x.numbers, on: device)
  }

  public func multiply(_ a: Placed, _ b: Placed) -> Placed {
    precondition(
      a.device == b.device,
      "expected all tensors on the same device, but found \(a.device) and \(b.device)")
    precondition(
      a.numbers.count == b.numbers.count,
      "\(a.numbers.count) numbers meet \(b.numbers.count)")
    return Placed(zip(a.numbers, b.numbers).map { $0 * $1 }, on: a.device)
  }
}

public struct NoSuchDevice: Error, Equatable {
  public let device: Device

  public init(device: Device) { self.device = device }
}

public func moved(_ x: Placed, to device: Device, on machine: Machine) throws -> Placed {
  if !machine.devices.contains(device) { throw NoSuchDevice(device: device) }
  if x.device == device { return x }
  return machine.copy(x, to: device)
}

public final class PlacedModel {
  public var parameters: [(name: String, numbers: Placed)]

  public init(_ parameters: KeyValuePairs<String, Placed>) {
    self.parameters = parameters.map { (name: $0.key, numbers: $0.value) }
  }

  public func callAsFunction(_ input: Placed, on machine: Machine) -> Placed {
    parameters.reduce(input) { machine.multiply($0, $1.numbers) }
  }
}

public func move(_ model: PlacedModel, to device: Device, on machine: Machine) throws {
  if !machine.devices.contains(device) { throw NoSuchDevice(device: device) }
  let old = model.parameters
  for (place, parameter) in old.enumerated() where parameter.numbers.device != device {
    let earlier = old[..<place].firstIndex { $0.numbers === parameter.numbers }
    model.parameters[place].numbers =
      earlier.map { model.parameters[$0].numbers } ?? machine.copy(parameter.numbers, to: device)
  }
}

public func run(_ model: PlacedModel, on input: Placed, machine: Machine) -> Placed {
  func bring(_ x: Placed, to device: Device) -> Placed {
    device == x.device ? x : machine.copy(x, to: device)
  }
  let home = model.parameters.last?.numbers.device ?? input.device
  return bring(model(bring(input, to: home), on: machine), to: input.device)
}
