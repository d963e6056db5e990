import Devices
import ExerciseTesting
import Kindling
import XCTest

final class DevicesHiddenTests: ExerciseTestCase {
  private func code(_ value: Any) -> Code { Code("\(value)") }

  private func code(_ x: Placed) -> Code { Code("Placed(\(x.numbers), on: \(x.device))") }

  private func code(_ machine: Machine) -> Code {
    Code("Machine(devices: [\(machine.devices.map { "\($0)" }.sorted().joined(separator: ", "))])")
  }

  private func code(_ model: PlacedModel) -> Code {
    Code(
      "PlacedModel(["
        + model.parameters.map {
          "\"\($0.name)\": Placed(\($0.numbers.numbers), on: \($0.numbers.device))"
        }.joined(separator: ", ") + "])")
  }

  /// Numbers that are drawn anew, as many as asked for.
  private func numbers(_ count: Int) -> [Double] {
    (0..<count).map { _ in inputs.number(in: -9...9) }
  }

  // MARK: device(named:)

  private func expectName(
    _ name: String, means expected: Device?, file: StaticString = #filePath, line: UInt = #line
  ) {
    expectEqual(device(named: name), expected, for: ["name": name], file: file, line: line)
  }

  func testNamesOfDevices() {
    // torch.device("cuda:1") is device(type='cuda', index=1).
    expectName("cpu", means: .cpu)
    expectName("cuda", means: .cuda(0))
    for number in [0, 1, 7, 9, 10, 12, 100, inputs.integer(in: 2...99)] {
      expectName("cuda:\(number)", means: .cuda(number))
    }
    expectName("cuda:9223372036854775807", means: .cuda(.max))
  }

  func testWhatIsNoName() {
    // torch.device refuses each of the first dozen, too.
    for name in [
      "cuda:01", "cuda:00", "cuda:", "cuda:-1", "cuda:+1", "cuda: 1", " cpu", "cuda:1a", "cuda:1:2",
      "cuda0", "CUDA", "gpu", "", "CPU", "cpu ", "cuda ", " cuda:0", "cuda:1 ", "cuda:-0", "cuda:a",
      "cuda:1.0", "cuda:0x1", "cuda;1", "cuda:1e1", "cud", "cp", "cpuu", "cudas", "cuda::1", ":1",
      "1", "xcuda:1", "cuda:\u{0661}", "cuda:\u{FF11}", "cuda:1\n", "cuda:1\r\n", "cpu\r\n",
      "cpu\n",
      "cuda\n", "cuda:9223372036854775808",
      "cuda:99999999999999999999", "cuda:1_0", "cuda:\(inputs.integer(in: 1...9)),", "mps",
      "cuda:0\(inputs.integer(in: 1...99))", "cpu:", "cpu:0", "cpu0", "CUDA:0", "cuda.0", "cuda:-",
    ] {
      expectName(name, means: nil)
    }
  }

  // MARK: chooseDevice

  private func expectChoice(
    from wanted: [Device], there: Set<Device>, is expected: Device, asking order: [Device],
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = [
      "wanted": code(wanted), "there": Code("\(there.map { "\($0)" }.sorted())"),
    ]
    announce(told)
    for call in ["", "called a second time"] {
      var asked: [Device] = []
      let chosen = chooseDevice(from: wanted) {
        asked.append($0)
        return there.contains($0)
      }
      expectEqual(chosen, expected, for: told, call, file: file, line: line)
      expectEqual(asked, order, for: told, "the devices asked about", file: file, line: line)
    }
  }

  func testChoosesTheFirstThatIsThere() {
    let all = (0..<6).map { Device.cuda($0) }
    expectChoice(from: [.cuda(0)], there: [.cuda(0)], is: .cuda(0), asking: [.cuda(0)])
    let wanted = inputs.shuffled(all)
    for first in 0..<6 {
      expectChoice(
        from: wanted, there: Set(wanted[first...]), is: wanted[first],
        asking: Array(wanted[...first]))
      expectChoice(
        from: wanted, there: [wanted[first]], is: wanted[first], asking: Array(wanted[...first]))
    }
    expectChoice(from: [.cuda(3), .cpu], there: [.cuda(3)], is: .cuda(3), asking: [.cuda(3)])
    // On the machine that the test runs on, whatever it has.
    let here = chooseDevice(from: [.cuda(0)]) { $0.isAvailable }
    expectEqual(
      here, Device.cuda(0).isAvailable ? .cuda(0) : .cpu, for: ["machine": Code("this one")])
    expect(
      Tensor([1.0]).to(here).device == here, "no tensor can be moved to the device chosen",
      for: ["machine": Code("this one")])
  }

  func testAsksNoMoreThanItMust() {
    expectChoice(from: [], there: [.cuda(0)], is: .cpu, asking: [])
    expectChoice(from: [.cpu], there: [], is: .cpu, asking: [])
    expectChoice(from: [.cpu, .cuda(0)], there: [.cuda(0)], is: .cpu, asking: [])
    expectChoice(
      from: [.cuda(1), .cpu, .cuda(0)], there: [.cuda(0)], is: .cpu, asking: [.cuda(1)])
    expectChoice(
      from: [.cuda(0), .cuda(1)], there: [], is: .cpu, asking: [.cuda(0), .cuda(1)])
    expectChoice(
      from: [.cuda(1), .cuda(1), .cuda(0)], there: [], is: .cpu, asking: [.cuda(1), .cuda(0)])
    expectChoice(
      from: [.cuda(0), .cuda(2), .cuda(0)], there: [], is: .cpu, asking: [.cuda(0), .cuda(2)])
    expectChoice(
      from: [.cuda(1), .cuda(0), .cuda(1), .cuda(2)], there: [.cuda(2)], is: .cuda(2),
      asking: [.cuda(1), .cuda(0), .cuda(2)])
  }

  // MARK: moved

  func testMovesOrReturnsTheSame() throws {
    let devices: [Device] = [.cpu, .cuda(0), .cuda(1)]
    for count in [3, 1, 0] {
      for from in devices {
        for to in devices {
          let machine = Machine(devices: [.cuda(0), .cuda(1)])
          let x = Placed(numbers(count), on: from)
          let told: KeyValuePairs<String, Any> = [
            "x": code(x), "device": to, "machine": code(machine),
          ]
          announce(told)
          for call in 1...2 {
            let got = try moved(x, to: to, on: machine)
            if from == to {
              expect(got === x, "x is there already, and another object came back", for: told)
            } else {
              expect(got !== x, "x came back, which is on \(from)", for: told)
              expectEqual(got.device, to, for: told, "the device")
              expectEqual(got.numbers, x.numbers, for: told, "the numbers")
            }
            expectEqual(
              machine.copies, from == to ? 0 : call, for: told, "copies after call \(call)")
          }
        }
      }
    }
    let odd = Placed([.infinity, -0.0, 1e-300, 1e300], on: .cuda(1))
    let machine = Machine(devices: [.cuda(1)])
    announce(["x": code(odd), "device": Device.cpu])
    try expectEqual(
      moved(odd, to: .cpu, on: machine).numbers, odd.numbers, for: ["x": code(odd)],
      "the numbers")
    for (from, missing) in [(Device.cpu, Device.cuda(0)), (.cuda(1), .cuda(2)), (.cpu, .cuda(-1))] {
      expectRefusal(of: missing, machine) {
        _ = try moved(Placed([1], on: from), to: missing, on: $0)
      }
    }
  }

  private func expectRefusal(
    of device: Device, _ machine: Machine, file: StaticString = #filePath, line: UInt = #line,
    by body: (Machine) throws -> Void
  ) {
    let told: KeyValuePairs<String, Any> = ["device": device, "machine": code(machine)]
    announce(told)
    let before = machine.copies
    var outcome = "nothing was thrown"
    do { try body(machine) } catch {
      outcome = (error as? NoSuchDevice)?.device == device ? "" : "got: \(error)"
    }
    if !outcome.isEmpty {
      expect(
        false, "expected the error \(NoSuchDevice(device: device)), \(outcome)", for: told,
        file: file, line: line)
    }
    expectEqual(machine.copies, before, for: told, "copies", file: file, line: line)
  }

  // MARK: move a model

  /// Moves the model twice and compares it with what it should be.
  private func expectMoved(
    _ model: PlacedModel, to device: Device, copies: Int, _ what: String,
    file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let machine = Machine(devices: [.cuda(0), .cuda(1)])
    let told: KeyValuePairs<String, Any> = [
      "model": code(model), "device": device, "machine": code(machine),
    ]
    announce(told)
    let before = model.parameters
    for call in ["", "moved there a second time: "] {
      try move(model, to: device, on: machine)
      let after = model.parameters
      expectEqual(
        after.map(\.name), before.map(\.name), for: told, call + what + ": the names", file: file,
        line: line)
      guard after.count == before.count else { return }
      for (old, new) in zip(before, after) {
        expectEqual(
          new.numbers.device, device, for: told, call + what + ": the device of \(new.name)",
          file: file, line: line)
        expectEqual(
          new.numbers.numbers, old.numbers.numbers, for: told,
          call + what + ": the numbers of \(new.name)", file: file, line: line)
        if old.numbers.device == device {
          expect(
            new.numbers === old.numbers,
            call + what + ": \(new.name) was there already, and is now another object", for: told,
            file: file, line: line)
        }
      }
      for i in before.indices {
        for j in before.indices {
          let were = before[i].numbers === before[j].numbers
          expect(
            were == (after[i].numbers === after[j].numbers),
            call + what + ": \(before[i].name) and \(before[j].name) "
              + (were ? "were one object, and are two" : "were two objects, and are one"),
            for: told, file: file, line: line)
        }
      }
      expectEqual(
        machine.copies, copies, for: told, call + what + ": copies", file: file, line: line)
    }
  }

  func testMovesEveryParameter() throws {
    for device in [Device.cuda(0), .cuda(1), .cpu] {
      let home: Device = device == .cpu ? .cuda(1) : .cpu
      let (first, last) = (Placed(numbers(2), on: home), Placed(numbers(2), on: home))
      try expectMoved(
        PlacedModel(["weight": first, "bias": last]), to: device, copies: 2, "two parameters")
      try expectMoved(PlacedModel(["only": first]), to: device, copies: 1, "one parameter")
      try expectMoved(
        PlacedModel(["weight": first, "bias": last]), to: home, copies: 0, "all there already")
    }
    try expectMoved(PlacedModel([:]), to: .cuda(0), copies: 0, "no parameter")
    try expectMoved(
      PlacedModel(["a": Placed([], on: .cpu), "b": Placed([1], on: .cuda(1))]), to: .cuda(0),
      copies: 2, "a parameter without numbers")
    let same = [1.0, 2.0]
    try expectMoved(
      PlacedModel(["a": Placed(same, on: .cpu), "b": Placed(same, on: .cpu)]), to: .cuda(0),
      copies: 2, "two objects of the same numbers")
    try expectMoved(
      PlacedModel(["a": Placed([1], on: .cpu), "a": Placed([2], on: .cpu)]), to: .cuda(0),
      copies: 2,
      "two parameters of one name")
    try expectMoved(
      PlacedModel([
        "c": Placed([1], on: .cpu), "a": Placed([2], on: .cuda(0)), "d": Placed([3], on: .cuda(1)),
        "b": Placed([4], on: .cpu), "a": Placed([0], on: .cpu),
      ]), to: .cuda(0), copies: 4, "names in no order, on several devices")
  }

  func testSharedParametersAreCopiedOnce() throws {
    let (x, y) = (Placed(numbers(2), on: .cpu), Placed(numbers(2), on: .cpu))
    try expectMoved(PlacedModel(["first": x, "last": x]), to: .cuda(0), copies: 1, "shared")
    try expectMoved(
      PlacedModel(["a": x, "b": y, "c": x, "d": y, "e": x]), to: .cuda(1), copies: 2, "shared")
    let z = Placed(numbers(2), on: .cuda(1))
    try expectMoved(
      PlacedModel(["a": z, "b": x, "c": z, "d": x]), to: .cuda(1), copies: 1,
      "some there already, and shared")
    try expectMoved(
      PlacedModel(["a": z, "b": x, "c": Placed(numbers(2), on: .cuda(0))]), to: .cuda(0), copies: 2,
      "from several devices")
    // What another model holds stays where it is.
    let (one, other) = (PlacedModel(["weight": x]), PlacedModel(["weight": x]))
    let told: KeyValuePairs<String, Any> = ["model": code(one), "another": code(other)]
    announce(told)
    try move(one, to: .cuda(0), on: Machine(devices: [.cuda(0)]))
    expect(other.parameters[0].numbers === x, "another model was changed", for: told)
  }

  func testMovesNothingToWhereNothingIs() {
    for parameters in [
      [("a", Device.cpu), ("b", .cpu)], [("a", .cuda(1)), ("b", .cpu)], [],
    ] {
      let model = PlacedModel([:])
      model.parameters = parameters.map { (name: $0.0, numbers: Placed(numbers(2), on: $0.1)) }
      let before = model.parameters.map(\.numbers)
      let told: KeyValuePairs<String, Any> = ["model": code(model), "device": Device.cuda(0)]
      expectRefusal(of: .cuda(0), Machine(devices: [.cuda(1)])) {
        try move(model, to: .cuda(0), on: $0)
      }
      expect(
        before.count == model.parameters.count
          && zip(before, model.parameters).allSatisfy { $0 === $1.numbers },
        "the move failed, and the model is not as it was", for: told)
    }
  }

  // MARK: run

  private func expectRun(
    _ model: PlacedModel, on input: Placed, copies: Int, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let machine = Machine(devices: [.cuda(0), .cuda(1)])
    let told: KeyValuePairs<String, Any> = [
      "model": code(model), "input": code(input), "machine": code(machine),
    ]
    announce(told)
    let before = model.parameters.map(\.numbers)
    let expected = before.reduce(input.numbers) { zip($0, $1.numbers).map { $0 * $1 } }
    for call in 1...2 {
      let got = Devices.run(model, on: input, machine: machine)
      expectEqual(got.numbers, expected, for: told, "the numbers", file: file, line: line)
      expectEqual(got.device, input.device, for: told, "the device", file: file, line: line)
      expectEqual(
        machine.copies, copies * call, for: told, "copies after call \(call)", file: file,
        line: line)
      expect(
        zip(before, model.parameters).allSatisfy { $0 === $1.numbers },
        "the model's parameters are not the objects that they were", for: told, file: file,
        line: line)
    }
  }

  func testRunsWhereTheModelIs() {
    for (home, place) in [(Device.cuda(0), Device.cpu), (.cpu, .cuda(1)), (.cuda(1), .cuda(0))] {
      expectRun(
        PlacedModel(["weight": Placed(numbers(3), on: home)]), on: Placed(numbers(3), on: place),
        copies: 2)
      let weight = Placed(numbers(2), on: home)
      expectRun(
        PlacedModel(["a": weight, "b": Placed(numbers(2), on: home), "c": weight]),
        on: Placed(numbers(2), on: place), copies: 2)
      expectRun(
        PlacedModel(["weight": Placed([], on: home)]), on: Placed([], on: place), copies: 2)
    }
  }

  func testCopiesNothingThatIsThere() {
    for device in [Device.cpu, .cuda(0), .cuda(1)] {
      expectRun(
        PlacedModel(["weight": Placed(numbers(3), on: device)]),
        on: Placed(numbers(3), on: device), copies: 0)
      expectRun(
        PlacedModel([
          "a": Placed(numbers(1), on: device), "b": Placed(numbers(1), on: device),
        ]), on: Placed(numbers(1), on: device), copies: 0)
      expectRun(
        PlacedModel(["weight": Placed([], on: device)]), on: Placed([], on: device), copies: 0)
      let input = Placed(numbers(2), on: device)
      expectRun(PlacedModel([:]), on: input, copies: 0)
      expect(
        Devices.run(PlacedModel([:]), on: input, machine: Machine(devices: [.cuda(0), .cuda(1)]))
          === input,
        "a model without parameters gives the input itself, and another object came back",
        for: ["input": code(input)])
    }
  }
}
