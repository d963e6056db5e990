import AnsweredParts
import Devices
import ExerciseTesting
import Kindling
import XCTest

final class DevicesTests: ExerciseTestCase {
  func testNames() throws {
    try skipUnlessAnswered("device(named:)", in: "Devices")
    expectEqual(device(named: "cpu"), .cpu, for: ["name": "cpu"])
    expectEqual(device(named: "cuda"), .cuda(0), for: ["name": "cuda"])
    expectEqual(device(named: "cuda:1"), .cuda(1), for: ["name": "cuda:1"])
    expectEqual(device(named: "cuda:01"), nil, for: ["name": "cuda:01"])
    expectEqual(device(named: "gpu"), nil, for: ["name": "gpu"])
  }

  func testTheFirstThatIsThere() throws {
    try skipUnlessAnswered("chooseDevice(from:isAvailable:)", in: "Devices")
    let wanted: [Device] = [.cuda(0), .cuda(1), .cuda(2)]
    expectEqual(
      chooseDevice(from: wanted) { $0 != .cuda(0) }, .cuda(1),
      for: ["wanted": Code("\(wanted)"), "isAvailable": Code("{ $0 != .cuda(0) }")])
    expectEqual(
      chooseDevice(from: wanted) { _ in false }, .cpu,
      for: ["wanted": Code("\(wanted)"), "isAvailable": Code("{ _ in false }")])
    let here = chooseDevice(from: [.cuda(0)]) { $0.isAvailable }
    expect(
      here.isAvailable, "the device chosen, \(here), is not there",
      for: ["machine": Code("this one")]
    )
  }

  func testMovedOnce() throws {
    try skipUnlessAnswered("moved(_:to:on:)", in: "Devices")
    let machine = Machine(devices: [.cuda(0)])
    let x = Placed([1, 2], on: .cpu)
    let told: KeyValuePairs<String, Any> = [
      "x": Code("Placed([1, 2], on: .cpu)"), "machine": Code("Machine(devices: [.cuda(0)])"),
    ]
    announce(told)
    let there = try moved(x, to: .cuda(0), on: machine)
    expectEqual(there.device, .cuda(0), for: told, "the device")
    expectEqual(there.numbers, [1, 2], for: told, "the numbers")
    let here = try moved(x, to: .cpu, on: machine)
    expect(here === x, "x is on .cpu already, and something else came back", for: told)
    expectEqual(machine.copies, 1, for: told, "copies")
  }

  func testASharedParameterIsCopiedOnce() throws {
    try skipUnlessAnswered("move(_:to:on:)", in: "Devices")
    let machine = Machine(devices: [.cuda(0)])
    let weight = Placed([2, 3], on: .cpu)
    let model = PlacedModel(["first": weight, "last": weight])
    let told: KeyValuePairs<String, Any> = [
      "model": Code("PlacedModel([\"first\": weight, \"last\": weight])"),
      "machine": Code("Machine(devices: [.cuda(0)])"),
    ]
    announce(told)
    try move(model, to: .cuda(0), on: machine)
    expectEqual(model.parameters.map(\.name), ["first", "last"], for: told, "the names")
    expectEqual(model.parameters[0].numbers.device, .cuda(0), for: told, "the device")
    expect(
      model.parameters[0].numbers === model.parameters[1].numbers,
      "the parameters are no longer one object", for: told)
    expectEqual(machine.copies, 1, for: told, "copies")
  }

  func testRunsWhereTheModelIs() throws {
    try skipUnlessAnswered("run(_:on:machine:)", in: "Devices")
    let machine = Machine(devices: [.cuda(0)])
    let model = PlacedModel(["weight": Placed([2, 3], on: .cuda(0))])
    let told: KeyValuePairs<String, Any> = [
      "model": Code("PlacedModel([\"weight\": Placed([2, 3], on: .cuda(0))])"),
      "input": Code("Placed([10, 100], on: .cpu)"), "machine": Code("Machine(devices: [.cuda(0)])"),
    ]
    announce(told)
    let result = Devices.run(model, on: Placed([10, 100], on: .cpu), machine: machine)
    expectEqual(result.numbers, [20, 300], for: told, "the numbers")
    expectEqual(result.device, .cpu, for: told, "the device")
    expectEqual(machine.copies, 2, for: told, "copies")
  }
}
