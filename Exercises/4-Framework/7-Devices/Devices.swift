// 4.7 Devices
//
// Lesson: docs/lessons/4-framework/7-devices.md
// Try:    grade try 4.7
// Grade:  grade 4.7
//
// Replace each `unanswered()` with your answer. Everything in Kindling is allowed. Keep the names,
// the labels and the types. Each part is graded alone, so you can answer them in any order.

import Kindling

/// Part 1, 2 points. The device that a name means, spelled as in PyTorch.
///
/// "cpu" is the processor. "cuda" and "cuda:0" are both NVIDIA's first device, and "cuda:" with
/// another number is that device. The number is written in the digits 0 to 9, without zeros in
/// front and without a sign. Capitals, blanks and anything else are no name. Whether the device
/// is there does not matter.
///
/// - Parameter name: any text, even an empty one.
/// - Returns: the device; nil where the name is none of these, and where the number is too large
///   for an `Int`.
///
/// Example:
/// ```
/// device(named: "cuda:1")   // .cuda(1)
/// device(named: "cuda:01")  // nil
/// ```
public func device(named name: String) -> Device? {
  unanswered()
}

/// Part 2, 2 points. The first device that is there.
///
/// The devices are asked about in their order, each at most once, and none after the first that
/// is there: asking may start a driver.
///
/// - Parameters:
///   - wanted: devices, the best first. There may be none, or one twice.
///   - isAvailable: whether a device is there. It is not asked about the processor, which always
///     is.
/// - Returns: the first of the wanted devices that is there; the processor, `.cpu`, where none
///   is.
///
/// Example:
/// ```
/// chooseDevice(from: [.cuda(0), .cuda(1)]) { $0.isAvailable }  // .cpu, on a machine without a GPU
/// ```
public func chooseDevice(from wanted: [Device], isAvailable: (Device) -> Bool) -> Device {
  unanswered()
}

/// Numbers in the memory of one device. This type is given; parts 3 to 5 are about it.
///
/// Two of them are the same only if they are one object: `a === b`, `ObjectIdentifier(a)`.
public final class Placed {
  public let device: Device
  public let numbers: [Double]

  public init(_ numbers: [Double], on device: Device) {
    self.numbers = numbers
    self.device = device
  }
}

/// A machine that is made up, with as many devices as you like, so that there is something to
/// move. This type is given. It always has a processor.
public final class Machine {
  /// What it has, `.cpu` among them.
  public let devices: Set<Device>
  /// How many times numbers were copied from one place to another. That is what takes time.
  public private(set) var copies: Int = 0

  public init(devices: Set<Device>) { self.devices = devices.union([.cpu]) }

  /// A new object with the same numbers on `device`, which must be one of the machine's. It
  /// copies, even to where the numbers are already.
  public func copy(_ x: Placed, to device: Device) -> Placed {
    precondition(devices.contains(device), "the machine has no \(device)")
    copies += 1
    return Placed(x.numbers, on: device)
  }

  /// The elements of both multiplied, on the device where both must be.
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

/// A device that a machine does not have. This error is given: throw it in parts 3 and 4.
public struct NoSuchDevice: Error, Equatable {
  public let device: Device

  public init(device: Device) { self.device = device }
}

/// Part 3, 1 point. Numbers on another device.
///
/// - Parameters:
///   - x: left as it was.
///   - device: where the numbers are wanted.
///   - machine: where x is, and where the device is looked for.
/// - Returns: x itself, the same object, if it is there already; otherwise a copy, and no more
///   than one is made.
/// - Throws: `NoSuchDevice` with the device, if the machine does not have it. Nothing is copied
///   then.
///
/// Example:
/// ```
/// let machine = Machine(devices: [.cuda(0)])
/// let x = Placed([1, 2], on: .cpu)
/// try moved(x, to: .cuda(0), on: machine)  // a copy on .cuda(0)
/// try moved(x, to: .cpu, on: machine)      // x
/// ```
public func moved(_ x: Placed, to device: Device, on machine: Machine) throws -> Placed {
  unanswered()
}

/// Parameters under their names, and what is computed with them. This type is given.
///
/// A parameter may have several names: then it is shared.
public final class PlacedModel {
  public var parameters: [(name: String, numbers: Placed)]

  public init(_ parameters: KeyValuePairs<String, Placed>) {
    self.parameters = parameters.map { (name: $0.key, numbers: $0.value) }
  }

  /// The input times every parameter, one after the other. All of them must be on one device.
  public func callAsFunction(_ input: Placed, on machine: Machine) -> Placed {
    parameters.reduce(input) { machine.multiply($0, $1.numbers) }
  }
}

/// Part 4, 3 points. Move a model: its parameters are replaced by ones on the device.
///
/// Names and order stay. A parameter that is there already stays the same object; the parameters
/// may be on several devices before. One that is shared is copied once, and is shared afterwards
/// under the same names.
///
/// - Parameters:
///   - model: with any number of parameters. What other models hold does not change.
///   - device: where the parameters are wanted.
///   - machine: where they are, and where the device is looked for.
/// - Throws: `NoSuchDevice` with the device, if the machine does not have it. Then the model is
///   as it was, and nothing is copied.
///
/// Example:
/// ```
/// let machine = Machine(devices: [.cuda(0)])
/// let weight = Placed([2, 3], on: .cpu)
/// let model = PlacedModel(["first": weight, "last": weight])
/// try move(model, to: .cuda(0), on: machine)
/// machine.copies                                                    // 1
/// model.parameters[0].numbers === model.parameters[1].numbers       // true
/// ```
public func move(_ model: PlacedModel, to device: Device, on machine: Machine) throws {
  unanswered()
}

/// Part 5, 2 points. Run a model wherever it is.
///
/// The input is moved to the model, and the result to where the input was. Nothing is copied that
/// is there already, and the model stays where it is. It can be answered without the functions
/// above.
///
/// - Parameters:
///   - model: its parameters are all on one device, which the machine has; it may have none, and
///     then gives the input itself.
///   - input: on any device of the machine, as many numbers as each parameter has; left as it
///     was.
///   - machine: where all of it is.
/// - Returns: what the model gives for the input, on the input's device.
///
/// Example:
/// ```
/// let machine = Machine(devices: [.cuda(0)])
/// let model = PlacedModel(["weight": Placed([2, 3], on: .cuda(0))])
/// let y = run(model, on: Placed([10, 100], on: .cpu), machine: machine)
/// (y.numbers, y.device, machine.copies)  // ([20.0, 300.0], .cpu, 2)
/// ```
public func run(_ model: PlacedModel, on input: Placed, machine: Machine) -> Placed {
  unanswered()
}
