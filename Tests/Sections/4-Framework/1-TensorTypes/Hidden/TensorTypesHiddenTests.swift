import ExerciseTesting
import Kindling
import TensorTypes
import XCTest

final class TensorTypesHiddenTests: ExerciseTestCase {
  private let classes: [(name: String, dtype: DType)] = [
    ("Half", .float16), ("Float", .float32), ("Double", .float64), ("Byte", .uint8),
    ("Char", .int8), ("Short", .int16), ("Int", .int32), ("Long", .int64),
  ]

  // MARK: Names and constructors

  func testNames() throws {
    for (name, dtype) in inputs.shuffled(classes) {
      let full = "torch.\(name)Tensor"
      for _ in 0..<2 {
        expectEqual(try? TensorTypes.dtype(named: full), dtype, for: ["name": full])
      }
    }
    let unknown = [
      "FloatTensor", "torch.Float", "torch.BoolTensor", "torch.floattensor", "Torch.FloatTensor",
      "torch.FloatTensor ", "torch.", "", "torch.torch.FloatTensor", "xtorch.IntTensor",
      "torchxIntTensor", "torch..FloatTensor", "torch.FloatTensor.", ".torch.FloatTensor",
      " torch.FloatTensor", "torch.FloatTensor\n", "torch.Tensor", "torch.intTensor",
      "torch.LONGTensor", "torch.HalfTensors", "torch.cuda.FloatTensor", "IntTensortorch.",
      "torch.BFloat16Tensor",
    ]
    for name in unknown {
      announce(["name": name])
      do {
        let found = try TensorTypes.dtype(named: name)
        expect(false, "expected UnknownType, got \(found)", for: ["name": name])
      } catch {
        guard let unknown = error as? UnknownType else {
          expect(false, "expected UnknownType, got \(error)", for: ["name": name])
          continue
        }
        expectEqual(unknown.name, name, for: ["name": name], "the error's name")
      }
    }
  }

  func testFilled() {
    let sizes = inputs.shuffled([2, 3, 4])
    let shapes = [[2, 3], [], sizes, [1], [1, 4], [3, 1], [2, 1, 2, 2], [3, 3], [0, 3], [0]]
    for dtype in classes.map(\.dtype) {
      for shape in shapes {
        var values: [Double] = [5, Double(inputs.integer(in: 1...100))] + dtype.ends
        if dtype.isFloatingPoint { values += [2.75, -.infinity, .nan, 1e4, 1e-7, 0.1, -0.0] }
        if dtype == .float32 { values += [-1e30] }
        if dtype == .float64 { values += [1e300] }
        if dtype == .int64 { values += [-1e12] }
        // 2^24 + 1 is no float32.
        if dtype.byteCount >= 4 { values += [16_777_217] }
        if dtype != .uint8 { values += [-100] }
        for value in values {
          let expected = Tensor(
            Array(repeating: value, count: shape.reduce(1, *)), dtype: dtype
          ).view(Shape(shape))
          for call in ["", "called again"] {
            let exact = Tolerance(relative: 0, absolute: 0)
            guard
              expectClose(
                filled(dtype, sizes: shape, with: value), expected, tolerance: exact,
                for: ["dtype": dtype, "sizes": Code("\(shape)"), "value": value], call)
            else { return }
          }
        }
      }
      announce(["dtype": dtype, "sizes": Code("[2, 2]"), "value": 1.0])
      let square = filled(dtype, sizes: [2, 2], with: 1)
      square[1, 0].fill(7)
      expectEqual(
        square.doubles(), [1, 1, 7, 1], for: ["dtype": dtype, "sizes": Code("[2, 2]")],
        "the elements, after one of them was filled with 7")
      announce(["dtype": dtype, "sizes": Code("[2]"), "value": 1.0])
      let (first, second) = (
        filled(dtype, sizes: [2], with: 1), filled(dtype, sizes: [2], with: 2)
      )
      expect(
        !first.sharesStorage(with: second) && first.doubles() == [1, 1],
        "a second call changes the tensor of the first", for: ["dtype": dtype])
      expect(!first.requiresGrad, "the tensor requires a gradient", for: ["dtype": dtype])
    }
  }

  func testContent() {
    for dtype in classes.map(\.dtype) {
      var contents: [[Double]] = [
        [2, 3], [7], (0..<5).map { _ in Double(inputs.integer(in: 0...100)) }, [2.7, 0.5, 1.999],
      ]
      if dtype != .uint8 { contents.append([-2.7, -0.5, -7]) }
      if dtype.isFloatingPoint { contents.append([0.1, .infinity, .nan, 1e-7, 60_000]) }
      if dtype.byteCount >= 4 { contents.append([16_777_217, -16_777_219.5]) }
      if dtype == .float64 { contents.append([1e300, 0.1]) }
      contents.append(dtype.ends)
      contents.append([])
      for content in contents {
        let right = dtype.isFloatingPoint ? content : content.map { $0.rounded(.towardZero) }
        for call in ["", "called again"] {
          expectClose(
            holding(dtype, content: content), Tensor(right, dtype: dtype),
            tolerance: Tolerance(relative: 0, absolute: 0),
            for: ["dtype": dtype, "content": content], call)
        }
      }
    }
    announce(["content": [1.0]])
    let result = holding(.float32, content: [1])
    expect(!result.requiresGrad, "the tensor requires a gradient", for: ["content": [1.0]])
  }

  // MARK: Functional and in place

  /// Tensors of every dtype and form, by what is special about them.
  private func forms() -> [(String, Tensor)] {
    var result: [(String, Tensor)] = []
    for dtype in classes.map(\.dtype) {
      let numbers = inputs.integers(6, in: 0..<100).to(dtype).view(2, 3)
      result += [("\(dtype)", numbers), ("\(dtype), not contiguous", numbers.stridedCopy)]
    }
    result += [
      ("whole numbers that wrap around", Tensor([200, 128, 3], dtype: .uint8)),
      ("whole numbers that wrap around", Tensor([100, -100], dtype: .int8)),
      ("whole numbers that wrap around", Tensor([30_000, -30_000], dtype: .int16)),
      ("whole numbers that wrap around", Tensor([1 << 30, -(1 << 31), 3], dtype: .int32)),
      ("whole numbers that wrap around", Tensor([Int.max, Int.min, 1 << 62])),
      ("whole numbers that are no float64", Tensor([1 << 53 + 1, -(1 << 60) - 3])),
      ("rank 0", inputs.normal(1).view([])), ("one element", inputs.normal(1)),
      ("one row", inputs.normal(1, 3)), ("one column", inputs.normal(3, 1, dtype: .float64)),
      ("square", inputs.normal(3, 3)), ("four dimensions", inputs.normal(2, 1, 3, 2)),
      ("large and small", Tensor([1e30, -1e30, 1e-30, -0.0])),
      ("large and small", Tensor([1e300, -1e300, 1e-300], dtype: .float64)),
      ("no ordinary numbers", Tensor([Double.infinity, -Double.infinity, .nan])),
      ("very negative", inputs.normal(2, 3, dtype: .float64) - 1000),
      ("no row", Tensor.zeros(0, 3)),
    ]
    return result
  }

  func testDoubled() {
    for (form, x) in forms() {
      let expected = x + x
      guard
        expectResult(
          of: { doubled($0[0]) }, on: ["x": x], equals: expected,
          tolerance: Tolerance(relative: 0, absolute: 0), form)
      else { return }
      expect(
        !doubled(x).sharesStorage(with: x), "\(form): the result shares the memory of x",
        for: ["x": x])
    }
    for x in [inputs.normal(2, 3, dtype: .float64), inputs.normal(1, dtype: .float64).view([])] {
      expectGradients(
        through: { doubled($0[0]) }, at: ["x": x], value: x * 2, are: { [$0 * 2] })
    }
  }

  func testDouble() {
    for (form, x) in forms() {
      announce(["x": x])
      // The view begins in the middle of the memory, and its neighbours stay.
      let memory = Tensor.stack([x, x, x], dim: x.rank)
      let view = memory.select(x.rank, 1)
      let result = double(view)
      expect(result === view, "\(form): the result is not x itself", for: ["x": x])
      let expected = [x, x + x, x]
      for (place, expected) in expected.enumerated() {
        guard
          expectClose(
            memory.select(x.rank, place), expected, tolerance: Tolerance(relative: 0, absolute: 0),
            for: ["x": x],
            place == 1
              ? "\(form): the memory of x after the call"
              : "\(form): the elements beside x in the memory, after the call")
        else { return }
      }
      expect(
        !view.requiresGrad && !memory.requiresGrad && view.grad == nil,
        "requiresGrad or grad of x was changed", for: ["x": x])
      expect(double(view) === view, "\(form): called again, the result is not x", for: ["x": x])
      expectClose(
        memory.select(x.rank, 1), x + x + (x + x), tolerance: Tolerance(relative: 0, absolute: 0),
        for: ["x": x], "\(form): after a second call")
    }
  }

  // MARK: Copies

  private func expectCopy(
    _ name: String, _ copy: (Tensor) -> Tensor, shares: Bool, linked: Bool,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    for (form, x) in forms() {
      for (isLeaf, holds) in [(false, false), (true, true), (true, false)]
      where !isLeaf || x.dtype.isFloatingPoint {
        let leaf = x.isContiguous ? x.clone() : x.stridedCopy
        leaf.requiresGrad = isLeaf
        if holds { leaf.grad = Tensor.full(x.shape, 3, dtype: x.dtype) }
        let told: KeyValuePairs<String, Any> = ["x": x]
        announce(told)
        let result = copy(leaf)
        let lead = name + ", " + form
        guard
          expectClose(
            result.detach(), x, tolerance: Tolerance(relative: 0, absolute: 0), for: told, lead,
            file: file, line: line)
        else { return }
        expectEqual(
          "\(result.detach().doubles())", "\(x.doubles())", for: told,
          lead + ", with the sign of zeros", file: file, line: line)
        expect(
          result.sharesStorage(with: leaf) == shares,
          lead + (shares ? ": it does not share the memory of x" : ": it shares the memory of x"),
          for: told, file: file, line: line)
        expect(
          result.requiresGrad == (linked && isLeaf),
          lead
            + (result.requiresGrad
              ? ": it requires a gradient" : ": it requires no gradient, though x does"),
          for: told, file: file, line: line)
        expect(
          leaf.requiresGrad == isLeaf && leaf.isLeaf
            && (holds
              ? leaf.grad?.doubles().allSatisfy { $0 == 3 } == true : leaf.grad == nil),
          lead + ": requiresGrad or grad of x was changed", for: told, file: file, line: line)
        let again = copy(leaf)
        let exact = Tolerance(relative: 0, absolute: 0)
        expectClose(
          again.detach(), x, tolerance: exact, for: told, lead + ", called a second time",
          file: file, line: line)
        expectClose(
          leaf.detach(), x, tolerance: exact, for: told, lead + ": x after the calls", file: file,
          line: line)
        expect(
          again !== result && again.sharesStorage(with: result) == shares,
          lead + ": a second call gives the first result again", for: told, file: file, line: line)
      }
    }
    expectCopyOfComputed(name, copy, shares: shares, linked: linked, file: file, line: line)
    // What is written to the one shows in the other, or does not.
    let x = inputs.normal(3)
    announce(["x": x])
    let original = x.clone()
    let result = copy(original)
    original.fill(9)
    expectClose(
      result.detach(), shares ? Tensor([9.0, 9.0, 9.0]) : x, for: ["x": x],
      name + ", after x was filled with 9", file: file, line: line)
  }

  /// A tensor that was computed is copied as a leaf is.
  private func expectCopyOfComputed(
    _ name: String, _ copy: (Tensor) -> Tensor, shares: Bool, linked: Bool, file: StaticString,
    line: UInt
  ) {
    let leaf = inputs.normal(2, 3).requiringGradient()
    let x = leaf * 2
    let told: KeyValuePairs<String, Any> = ["x": x.detach(), "which is": Code("leaf * 2")]
    announce(told)
    let result = copy(x)
    let lead = name + " of a tensor that was computed: "
    expect(
      result !== x && result.sharesStorage(with: x) == shares,
      lead + (shares ? "it is no other tensor over the same memory" : "it shares the memory of x"),
      for: told, file: file, line: line)
    guard result.requiresGrad == linked else {
      return expect(
        false, lead + (linked ? "it requires no gradient" : "it requires a gradient"), for: told,
        file: file, line: line)
    }
    guard linked else { return }
    result.sum().backward()
    expect(
      leaf.grad?.doubles().allSatisfy { $0 == 2 } ?? false,
      lead + "no gradient, or a wrong one, comes to the leaf", for: told, file: file, line: line)
  }

  func testCopies() {
    expectCopy("linkedCopy", linkedCopy, shares: false, linked: true)
    expectCopy("detachedView", detachedView, shares: true, linked: false)
    expectCopy("independentCopy", independentCopy, shares: false, linked: false)
    let x = inputs.normal(2, 3, dtype: .float64)
    expectGradients(through: { linkedCopy($0[0]) }, at: ["x": x], value: x, are: { [$0] })
  }

  func testRelation() {
    let x = inputs.normal(3, 4)
    func expectRelation(
      _ a: Tensor, _ b: Tensor, _ expected: Relation, _ text: String, line: UInt = #line
    ) {
      for (first, second) in [(a, b), (b, a)] {
        expectEqual(
          relation(first, second), expected, for: ["x": x, "pair": Code(text)], line: line)
      }
    }
    let name = x
    expectRelation(x, name, .sameObject, "x and let name = x")
    expectRelation(x, x.view(4, 3), .sharedMemory, "x and x.view(4, 3)")
    expectRelation(x, x.t(), .sharedMemory, "x and x.t()")
    expectRelation(x, x.detach(), .sharedMemory, "x and x.detach()")
    expectRelation(x[0], x[1], .sharedMemory, "x[0] and x[1]")
    expectRelation(x, x[1], .sharedMemory, "x and x[1]")
    expectRelation(x[.all, 1..<3], x[0, 2], .sharedMemory, "x[.all, 1..<3] and x[0, 2]")
    expectRelation(x, x.clone(), .separate, "x and x.clone()")
    expectRelation(x, x + 0, .separate, "x and x + 0")
    expectRelation(x, x.to(.float64), .separate, "x and x.to(.float64)")
    let (one, other) = (Tensor(1.0), Tensor(1.0))
    expectRelation(one, other, .separate, "Tensor(1.0) and another Tensor(1.0)")
    expectRelation(one, one.view(1), .sharedMemory, "Tensor(1.0) and a view of it, [1]")
    expectRelation(Tensor.zeros(0), Tensor.zeros(0), .separate, "two tensors without elements")
    let missing = Tensor([Double.nan])
    expectRelation(missing, missing, .sameObject, "a tensor of NaN and itself")
    let leaf = x.clone().requiringGradient()
    expectRelation(leaf, leaf.view(12), .sharedMemory, "a leaf and its view")
    expectRelation(leaf, leaf.detach(), .sharedMemory, "a leaf and leaf.detach()")
    expectRelation(leaf, leaf.clone(), .separate, "a leaf and its clone")
    let computed = leaf * 2
    expectRelation(computed, computed.detach(), .sharedMemory, "leaf * 2 and its detach()")
    expectRelation(computed, computed, .sameObject, "leaf * 2 and itself")
    expectRelation(computed, leaf, .separate, "leaf * 2 and leaf")
    expectRelation(
      Tensor([1, 2]), Tensor([1.0, 2.0]), .separate, "Tensor([1, 2]), as int64 and float32")
    for (form, x) in forms() {
      let (first, second) = (x.clone(), x.clone())
      let tensors = [first, second] + (x.isContiguous ? [] : [x.stridedCopy])
      for tensor in tensors where x.dtype.isFloatingPoint {
        tensor.requiresGrad = true
        tensor.grad = Tensor.full(x.shape, 3, dtype: x.dtype)
      }
      for a in tensors {
        for b in tensors {
          expectEqual(
            relation(a, b), a === b ? .sameObject : .separate, for: ["a": x],
            "\(form), \(a === b ? "with itself" : "with a copy")")
        }
        expectEqual(
          relation(a, a.unsqueeze(a.rank)), .sharedMemory, for: ["a": x],
          "\(form), with a view")
        expectClose(
          a.detach(), x, tolerance: Tolerance(relative: 0, absolute: 0), for: ["a": x],
          "a after the call")
        expect(
          a.requiresGrad == x.dtype.isFloatingPoint
            && a.grad?.doubles().allSatisfy { $0 == 3 } ?? !x.dtype.isFloatingPoint,
          "requiresGrad or grad of a was changed", for: ["a": x])
      }
    }
    expect(!x.requiresGrad && x.grad == nil, "requiresGrad or grad was changed", for: ["x": x])
  }
}
