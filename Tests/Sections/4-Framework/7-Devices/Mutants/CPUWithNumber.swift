// Mutant: cpu:0 is a name, too. Caught by: testWhatIsNoName

import Kindling

public func device(named name: String) -> Device? {
  if name == "cpu" { return .cpu }
  if name == "cpu:0" { return .cpu }
  if name == "cuda" { return .cuda(0) }
  guard name.hasPrefix("cuda:") else { return nil }
  let digits = name.utf8.dropFirst(5)
  guard !digits.isEmpty, digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
  if digits.first == 48, digits.count > 1 { return nil }
  return Int(name.dropFirst(5)).map { .cuda($0) }
}

public func chooseDevice(from wanted: [Device], isAvailable: (Device) -> Bool) -> Device {
  var asked: Set<Device> = []
  for device in wanted {
    if device == .cpu { return .cpu }
    if asked.insert(device).inserted, isAvailable(device) { return device }
  }
  return .cpu
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
  guard machine.devices.contains(device) else { throw NoSuchDevice(device: device) }
  return x.device == device ? x : machine.copy(x, to: device)
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
  guard machine.devices.contains(device) else { throw NoSuchDevice(device: device) }
  var copies: [ObjectIdentifier: Placed] = [:]
  for place in model.parameters.indices {
    let old = model.parameters[place].numbers
    if old.device == device { continue }
    let new = copies[ObjectIdentifier(old)] ?? machine.copy(old, to: device)
    copies[ObjectIdentifier(old)] = new
    model.parameters[place].numbers = new
  }
}

public func run(_ model: PlacedModel, on input: Placed, machine: Machine) -> Placed {
  guard let device = model.parameters.first?.numbers.device else { return input }
  let there = input.device == device ? input : machine.copy(input, to: device)
  let result = model(there, on: machine)
  return result.device == input.device ? result : machine.copy(result, to: input.device)
}
