// Honest: a regular expression for names, recursion for a loop, a mover that remembers.
// Section: Devices

import Kindling

private final class Mover {
  let target: Device, machine: Machine
  var cache: [ObjectIdentifier: Placed] = [:]
  init(_ target: Device, _ machine: Machine) throws {
    guard machine.devices.contains(target) else { throw NoSuchDevice(device: target) }
    (self.target, self.machine) = (target, machine)
  }
  func callAsFunction(_ x: Placed) -> Placed {
    guard x.device != target else { return x }
    let id = ObjectIdentifier(x)
    if cache[id] == nil { cache[id] = machine.copy(x, to: target) }
    return cache[id]!
  }
}

public func device(named name: String) -> Device? {
  let pattern = /cuda(?::(0|[1-9][0-9]*))?/
  if name == "cpu" { return .cpu }
  guard let match = name.wholeMatch(of: pattern) else { return nil }
  guard let digits = match.1 else { return .cuda(0) }
  return Int(digits).map { .cuda($0) }
}

public func chooseDevice(from wanted: [Device], isAvailable: (Device) -> Bool) -> Device {
  func go(_ rest: ArraySlice<Device>, _ asked: Set<Device>) -> Device {
    guard let d = rest.first else { return .cpu }
    if d == .cpu { return d }
    if !asked.contains(d) && isAvailable(d) { return d }
    return go(rest.dropFirst(), asked.union([d]))
  }
  return go(wanted[...], [])
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
  try Mover(device, machine)(x)
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
  let mover = try Mover(device, machine)
  model.parameters = model.parameters.map { ($0.name, mover($0.numbers)) }
}

public func run(_ model: PlacedModel, on input: Placed, machine: Machine) -> Placed {
  guard let place = model.parameters.first?.numbers.device else { return input }
  do {
    let there = try Mover(place, machine)(input)
    return try Mover(input.device, machine)(model(there, on: machine))
  } catch { fatalError("\(error)") }
}
