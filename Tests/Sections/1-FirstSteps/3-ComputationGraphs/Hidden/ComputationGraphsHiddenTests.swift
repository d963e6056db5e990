import ComputationGraphs
import ExerciseTesting
import Kindling
import XCTest

final class ComputationGraphsHiddenTests: ExerciseTestCase {
  // MARK: origin

  private func expectOrigin(
    of tensor: Tensor, is expected: Origin, _ text: String, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = ["tensor": Code(text)]
    let before = TensorState(tensor)
    for _ in 0..<2 {
      expectEqual(origin(of: tensor), expected, for: told, file: file, line: line)
      expectUnchanged(tensor, since: before, "the tensor", for: told, file: file, line: line)
    }
  }

  /// Tensors of all kinds, in words.
  private var kinds: [(String, Tensor)] {
    let x = inputs.normal(2, 3)
    return [
      ("a vector", inputs.normal(3)), ("a matrix", x), ("one row", inputs.normal(1, 3)),
      ("one element", inputs.normal(1)), ("rank 0", inputs.normal(1).view([])),
      ("four dimensions", inputs.normal(2, 1, 2, 2)), ("no element", Tensor.zeros(0, 3)),
      ("no element, float64", Tensor.zeros(0, 3, dtype: .float64)),
      ("not contiguous", x.stridedCopy), ("float64", inputs.normal(2, dtype: .float64)),
      ("float16", inputs.normal(2, dtype: .float16)), ("infinite", Tensor([Double.infinity, 1])),
      ("NaN", Tensor([Double.nan])), ("large and small", Tensor([1e30, 1e-30])),
      ("very negative", Tensor([-100.0, -1e6])),
    ]
  }

  func testLeavesAndConstants() {
    for (kind, tensor) in kinds {
      expectOrigin(of: tensor, is: .constant, "\(kind), which requires no gradient")
      let leaf = tensor.clone().requiringGradient()
      expectOrigin(of: leaf, is: .leaf, "\(kind), which requires a gradient")
      leaf.grad = Tensor.ones(like: tensor)
      expectOrigin(of: leaf, is: .leaf, "\(kind), which holds a gradient")
    }
    for whole in [Tensor([1, 2]), Tensor([true]), Tensor([3], dtype: .uint8)] {
      expectOrigin(of: whole, is: .constant, "a tensor of \(whole.dtype)")
    }
    let x = inputs.normal(3)
    expectOrigin(of: x * 2 + 1, is: .constant, "x * 2 + 1, where x requires no gradient")
    expectOrigin(of: x.t(), is: .constant, "x.t(), where x requires no gradient")
    let w = inputs.normal(3).requiringGradient()
    expectOrigin(of: (w * 2).detach(), is: .constant, "(w * 2).detach()")
    expectOrigin(of: withoutGradients { w * 2 }, is: .constant, "withoutGradients { w * 2 }")
    expectOrigin(of: w .> 0, is: .constant, "w .> 0, which is a tensor of bool")
    expectOrigin(
      of: (w * 2).detach().requiringGradient(), is: .leaf, "(w * 2).detach().requiringGradient()")
  }

  func testOperationsByName() {
    let x = inputs.normal(2, 2).requiringGradient()
    let y = inputs.normal(2, 2)
    let cases: KeyValuePairs<String, (Tensor, String)> = [
      "x + y": (x + y, "Add"), "y + x": (y + x, "Add"), "x - y": (x - y, "Sub"),
      "x * y": (x * y, "Mul"), "x / y": (x / y, "Div"), "-x": (-x, "Neg"),
      "x.sum()": (x.sum(), "Sum"), "x.sum(dim: 0)": (x.sum(dim: 0), "Sum"),
      "x.mean()": (x.mean(), "Mean"), "x.exp()": (x.exp(), "Exp"),
      "x.log1p()": (x.log1p(), "Log1P"),
      "x.square()": (x.square(), "Pow"), "x.t()": (x.t(), "T"), "x.view(4)": (x.view(4), "View"),
      "x.matmul(y)": (x.matmul(y), "Mm"),
      "bceLoss(x.sigmoid(), y.sigmoid())": (
        bceLoss(x.sigmoid(), y.sigmoid()), "BinaryCrossEntropy"
      ), "x[0]": (x[0], "Select"),
      "Tensor.cat([y, x])": (Tensor.cat([y, x]), "Cat"), "x.clone()": (x.clone(), "Clone"),
      "(x + y).sum() * 2": ((x + y).sum() * 2, "Mul"), "x.to(.float64)": (x.to(.float64), "ToCopy"),
      "x.log().exp().tanh()": (x.log().exp().tanh(), "Tanh"),
    ]
    for (text, (tensor, name)) in cases { expectOrigin(of: tensor, is: .operation(name), text) }
    for (kind, tensor) in kinds {
      let leaf = tensor.clone().requiringGradient()
      expectOrigin(of: leaf + 1, is: .operation("Add"), "x + 1, where x is \(kind)")
      expectOrigin(of: leaf.transposedView, is: leaf.transposedOrigin, "a view of x: \(kind)")
    }
    // A program's own operations are recorded under their own names.
    expectOrigin(of: Twice()(x), is: .operation("Twice"), "Twice()(x)")
    expectOrigin(
      of: ForthBackwardForth()(x), is: .operation("Forth"), "ForthBackwardForth()(x)")
    expectOrigin(of: Gobackward()(x), is: .operation("Gobackward"), "Gobackward()(x)")
    // Nor is it to keep its gradient from now on.
    let passing = x * y
    _ = origin(of: passing)
    passing.sum().backward()
    expect(
      passing.grad == nil, "after the call, the tensor keeps its gradient",
      for: ["tensor": Code("x * y")])
    let kept = x * y
    kept.retainGradient()
    kept.sum().backward()
    expectOrigin(of: kept, is: .operation("Mul"), "x * y, which keeps its gradient")
    // A change in place through a part has a name without "Backward".
    let changed = x * 1
    changed[0] = y[0]
    expectOrigin(of: changed, is: .operation("CopySlices"), "x * 1, after its row 0 was assigned")
  }

  // MARK: trace

  private typealias Field = (
    name: String, value: (Trace) -> Tensor, right: (Tensor, Tensor) -> Tensor
  )

  /// Holds fields of the trace against their formulas, for inputs of all kinds.
  private func expectTrace(
    _ fields: [Field], recognising mistakes: [(String, (Tensor, Tensor) -> Tensor)] = [],
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let x = Tensor([1.0, 2.0, 3.0])
    let y = Tensor([4.0, 5.0, 6.0])
    var cases: [(String, Tensor, Tensor)] = [
      ("", x, y), ("", inputs.normal(2, 3), inputs.normal(2, 3)),
      ("a square", inputs.normal(3, 3), inputs.normal(3, 3)),
      ("one element", inputs.normal(1), inputs.normal(1)),
      ("one row", inputs.normal(1, 3), inputs.normal(1, 3)),
      ("rank 0", inputs.normal(1).view([]), inputs.normal(1).view([])),
      ("four dimensions", inputs.normal(2, 1, 2, 2), inputs.normal(2, 1, 2, 2)),
      ("not contiguous", inputs.normal(2, 3).stridedCopy, inputs.normal(2, 3)),
      ("not contiguous", inputs.normal(2, 3), inputs.normal(2, 3).stridedCopy),
      ("infinite", Tensor([Double.infinity, 1, 2]), Tensor([1.0, -Double.infinity, 3])),
      ("NaN", Tensor([Double.nan, 1]), Tensor([1.0, 2.0])),
      ("large and small", Tensor([1e10, 1e-20]), Tensor([1e12, 1e-20])),
      ("very negative", Tensor([-100.0, -200.0]), Tensor([-90.0, -1000.0])),
      ("no element", Tensor.zeros(0, 2), Tensor.zeros(0, 2)),
    ]
    for dtype in [DType.float64, .float16] {
      cases.append(
        ("\(dtype)", inputs.normal(2, 2, dtype: dtype), inputs.normal(2, 2, dtype: dtype)))
      let none = Tensor.zeros(0, 2, dtype: dtype)
      cases.append(("no element, \(dtype)", none, none.clone()))
    }
    for (kind, x, y) in cases {
      for field in fields {
        let what = kind.isEmpty ? field.name : "\(field.name), \(kind)"
        // A known mistake is told by the first, plain case.
        let known = mistakes.first.map { ($0.0, $0.1(x, y)) }
        guard
          expectResult(
            of: { field.value(traceByHand($0[0], $0[1])) }, on: ["x": x, "y": y],
            equals: field.right(x, y), what,
            recognising: known.map { [$0.0: $0.1] } ?? [:], file: file, line: line)
        else { return }
      }
    }
  }

  func testValuesOnTheWayThere() {
    expectTrace([
      ("z", { $0.z }, { $0 + $1 }), ("p", { $0.p }, { ($0 + $1) * $0 }),
      ("s", { $0.s }, { (($0 + $1) * $0).sum() }),
    ])
  }

  func testSlopesWithOneWayBack() {
    expectTrace([
      ("slopeOfP", { $0.slopeOfP }, { x, _ in Tensor.ones(like: x) }),
      ("slopeOfZ", { $0.slopeOfZ }, { x, _ in x }), ("slopeOfY", { $0.slopeOfY }, { x, _ in x }),
    ])
  }

  func testSlopeOfXFromBothUses() {
    // torch: x = tensor([1., 2., 3.]), y = tensor([4., 5., 6.]); ((x + y) * x).sum().backward()
    // leaves tensor([6., 9., 12.]) in x.grad.
    let (x, y) = (Tensor([1.0, 2.0, 3.0]), Tensor([4.0, 5.0, 6.0]))
    expectResult(
      of: { traceByHand($0[0], $0[1]).slopeOfX }, on: ["x": x, "y": y],
      equals: Tensor([6.0, 9.0, 12.0]), "slopeOfX",
      recognising: [
        "only the use in z * x counts": x + y, "only the use in x + y counts": x,
        "z is taken for a constant, and x * x for x": x * 2,
      ])
    expectTrace(
      [("slopeOfX", { $0.slopeOfX }, { $0 * 2 + $1 })],
      recognising: [("only the use in z * x counts", { $0 + $1 })])
  }

  // MARK: gradients

  /// A loss as messages show it, and as it is computed.
  private struct Loss {
    let text: String
    let value: ([Tensor]) -> Tensor
  }

  /// Fails unless the gradients are those that the library returns, and the values as they were.
  ///
  /// - Parameter prepare: what is done to the values that the answer gets.
  private func expectGradients(
    of loss: Loss, at values: [Tensor], _ what: String = "", file: StaticString = #filePath,
    line: UInt = #line, prepare: (Tensor) -> Tensor = { $0 }
  ) {
    let told: KeyValuePairs<String, Any> = ["loss": Code(loss.text), "values": values]
    let lead = what.isEmpty ? "" : what + ": "
    let leaves = values.map { $0.clone().requiringGradient() }
    let found = Kindling.grad(of: loss.value(leaves), withRespectTo: leaves)
    let right = zip(leaves, found).map { $1 ?? Tensor.zeros(like: $0.detach()) }
    let given = values.map { prepare($0.isContiguous ? $0.clone() : $0.stridedCopy) }
    let before = given.map(TensorState.init)
    for call in ["", "called again: "] {
      announce(told)
      let gradients = gradients(of: loss.value, at: given)
      guard gradients.count == right.count else {
        return expect(
          false, lead + call + "expected \(right.count) gradients, got \(gradients.count)",
          for: told, file: file, line: line)
      }
      for (index, (gradient, expected)) in zip(gradients, right).enumerated() {
        let name = lead + call + "the gradient for values[\(index)]"
        if gradient.requiresGrad {
          return expect(
            false, name + " requires a gradient itself", for: told, file: file, line: line)
        }
        let tolerance =
          expected.dtype == .float64 ? Tolerance(relative: 0x1p-46, absolute: 0x1p-60) : nil
        guard
          expectClose(
            gradient, expected, tolerance: tolerance, for: told, name, file: file, line: line)
        else { return }
        if given.contains(where: { $0.sharesStorage(with: gradient) }) {
          return expect(
            false, name + " shares the memory of a value", for: told, file: file, line: line)
        }
      }
      for (index, (value, state)) in zip(given, before).enumerated() {
        expectUnchanged(
          value, since: state, "values[\(index)]", for: told, file: file, line: line)
      }
    }
  }

  private let product = Loss(text: "{ ($0[0] * $0[1]).sum() }") { ($0[0] * $0[1]).sum() }
  private let cubes = Loss(text: "{ ($0[0] * $0[0] * $0[0]).sum() }") {
    ($0[0] * $0[0] * $0[0]).sum()
  }

  func testGradientsOfEachValue() {
    for dtype in [DType.float64, .float32, .float16] {
      expectGradients(
        of: product, at: [inputs.normal(2, 3, dtype: dtype), inputs.normal(2, 3, dtype: dtype)],
        "\(dtype)")
    }
    expectGradients(
      of: Loss(text: "{ ($0[0].exp() * $0[1]).sum() / $0[2].square().sum() }") {
        ($0[0].exp() * $0[1]).sum() / $0[2].square().sum()
      },
      at: [
        inputs.normal(2, 1, dtype: .float64), inputs.normal(3, dtype: .float64),
        inputs.awayFromZero(2, 2, 2, dtype: .float64),
      ], "three values of three shapes")
    expectGradients(
      of: Loss(text: "{ $0[0].matmul($0[1]).tanh().sum().view(1, 1) }") {
        $0[0].matmul($0[1]).tanh().sum().view(1, 1)
      }, at: [inputs.normal(2, 3, dtype: .float64), inputs.normal(3, 2, dtype: .float64)],
      "a loss of shape [1, 1]")
    expectGradients(of: cubes, at: [inputs.normal(1, dtype: .float64).view([])], "rank 0")
    expectGradients(of: cubes, at: [inputs.normal(1, dtype: .float64)], "one element")
    expectGradients(of: cubes, at: [inputs.normal(1, 3, dtype: .float64)], "one row")
    expectGradients(
      of: cubes, at: [inputs.normal(2, 3, dtype: .float64).stridedCopy], "not contiguous")
    expectGradients(
      of: cubes, at: [Tensor([Double.infinity, -100, 1e5, 1e-9])],
      "an infinite number, and large and small ones")
    expectGradients(of: cubes, at: [Tensor([Double.nan, -90])], "NaN")
    expectGradients(of: cubes, at: [Tensor([-90.0, -1e4])], "very negative numbers")
    for dtype in [DType.float32, .float64] {
      let none = Tensor.zeros(0, 2, dtype: dtype)
      expectGradients(of: product, at: [none, none.clone()], "no element, \(dtype)")
    }
    expectGradients(
      of: Loss(text: "{ ($0[0].to(.float64) * $0[1]).sum() }") {
        ($0[0].to(.float64) * $0[1]).sum()
      }, at: [inputs.normal(3), inputs.normal(3, dtype: .float64)], "two dtypes")
  }

  func testValuesUsedTwiceOrNotAtAll() {
    let (x, y) = (inputs.normal(3, dtype: .float64), inputs.normal(3, dtype: .float64))
    expectGradients(of: cubes, at: [x], "a value used three times")
    expectGradients(
      of: Loss(text: "{ let z = $0[0] + $0[1]; return (z * $0[0] * z.exp()).sum() }") {
        let z = $0[0] + $0[1]
        return (z * $0[0] * z.exp()).sum()
      }, at: [x, y], "a diamond")
    expectGradients(
      of: Loss(text: "{ let a = $0[0] + $0[0]; let b = a + a; return (b * b).sum() }") {
        let a = $0[0] + $0[0]
        let b = a + a
        return (b * b).sum()
      }, at: [x], "two diamonds, one below the other")
    let first = Loss(text: "{ ($0[0] * $0[0]).sum() }") { ($0[0] * $0[0]).sum() }
    expectGradients(of: first, at: [x, y], "values[1] is not used")
    expectGradients(
      of: Loss(text: "{ ($0[1] * 3).sum() }") { ($0[1] * 3).sum() },
      at: [inputs.normal(2, 2, dtype: .float16), x, Tensor.zeros(0, 3)], "only values[1] is used")
    expectGradients(of: product, at: [x, x], "the same tensor twice")
    let same = x.clone()
    let told: KeyValuePairs<String, Any> = ["loss": Code(product.text), "values": [same, same]]
    announce(told)
    let found = gradients(of: product.value, at: [same, same])
    for (index, gradient) in found.enumerated() {
      expectClose(
        gradient, x, for: told, "values[0] and values[1] are one tensor: the gradient for \(index)",
        recognising: ["the gradients of both are added up": x * 2])
    }
  }

  func testValuesAreLeftAlone() {
    let (x, y) = (inputs.normal(2, 2, dtype: .float64), inputs.normal(2, 2, dtype: .float64))
    expectGradients(of: product, at: [x, y])
    expectGradients(of: product, at: [x, y], "values that require a gradient") {
      $0.requiringGradient()
    }
    expectGradients(of: product, at: [x, y], "values that hold a gradient") {
      let leaf = $0.requiringGradient()
      leaf.grad = Tensor.full(leaf.shape, 3.0, dtype: leaf.dtype)
      return leaf
    }
    // Nothing flows on to what a value was computed from.
    let leaf = inputs.normal(2, 2, dtype: .float64).requiringGradient()
    expectGradients(of: product, at: [x, y], "values that were computed") {
      $0 + leaf - leaf.detach()
    }
    expect(
      leaf.grad == nil, "a gradient flows on to what the values were computed from",
      for: ["loss": Code(product.text), "values": Code("results of leaf")])
    var calls: [[Tensor]] = []
    _ = gradients(
      of: {
        calls.append($0)
        return ($0[0] * $0[1]).sum()
      }, at: [x, y])
    for arguments in calls {
      expectEqual(
        arguments.map { "\($0.detach().doubles())" }, [x, y].map { "\($0.doubles())" },
        for: ["loss": Code(product.text), "values": [x, y]], "what the loss is called with")
    }
  }

  // MARK: accumulate

  /// Fails unless the sum, `grad` in the end and `grad` at each piece are right.
  private func expectAccumulation(
    of loss: Loss, for start: Tensor, over pieces: [Tensor], oldGradient: Tensor? = nil,
    _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = [
      "loss": Code(loss.text), "parameter": start, "parameter.grad": oldGradient ?? Code("nil"),
      "pieces": pieces,
    ]
    let lead = what.isEmpty ? "" : what + ": "
    func copy(_ tensor: Tensor) -> Tensor {
      tensor.isContiguous ? tensor.clone() : tensor.stridedCopy
    }
    let (reference, parameter) = (copy(start), copy(start).requiringGradient())
    let given = pieces.map(copy)
    let before = given.map(TensorState.init)
    parameter.grad = oldGradient?.clone()

    // The sum after each piece, from the losses one by one.
    var sums: [Tensor?] = [nil]
    var total = 0.0
    for piece in pieces {
      let leaf = reference.detach().clone().requiringGradient()
      let value = loss.value([leaf, piece])
      total += value.item()
      let slope = Kindling.grad(of: value, withRespectTo: [leaf])[0] ?? Tensor.zeros(like: leaf)
      sums.append((sums.last ?? nil).map { $0 + slope } ?? slope)
    }

    var found: [Tensor?] = []
    announce(told)
    let result = accumulate(
      { parameter, piece in
        found.append(parameter.grad?.clone())
        return loss.value([parameter, piece])
      }, for: parameter, over: given)
    expectClose(
      Tensor(result, dtype: .float64), Tensor(total, dtype: .float64),
      tolerance: .rounding(start.dtype), for: told, lead + "the sum of the losses", file: file,
      line: line)
    expectEqual(
      found.count, pieces.count, for: told, lead + "how often the loss was computed", file: file,
      line: line)
    found.append(parameter.grad)
    for (index, (got, right)) in zip(found, sums).enumerated() {
      let place =
        index == pieces.count ? "in the end" : "while the loss of piece \(index) is computed"
      guard let right else {
        expect(
          got == nil,
          lead + "parameter.grad \(place): expected nil, got "
            + "\(got.map { literal($0) } ?? "")", for: told, file: file, line: line)
        if got != nil { return }
        continue
      }
      guard let got else {
        return expect(
          false,
          lead
            + "parameter.grad is nil \(place): `backward()` should be called for each piece and "
            + "add to what is there", for: told, file: file, line: line)
      }
      var mistakes: [(String, Tensor)] = []
      if let last = sums[safe: index - 1] ?? nil {
        mistakes.append(("only the gradient of the last piece is kept", right - last))
      }
      if let oldGradient {
        mistakes.append(("the gradient from before counts", right + oldGradient))
      }
      let known = mistakes.first { $0.1.shape == got.shape && $0.1.doubles() == got.doubles() }
      guard
        expectClose(
          got, right, for: told, lead + "parameter.grad \(place)",
          recognising: known.map { [$0.0: $0.1] } ?? [:], file: file, line: line)
      else { return }
    }
    // But for its gradient the parameter is as it was.
    let untouched = start.detach().clone().requiringGradient()
    untouched.grad = parameter.grad
    expectUnchanged(
      parameter, since: TensorState(untouched), "the parameter", for: told, file: file, line: line)
    for (index, (piece, state)) in zip(given, before).enumerated() {
      expectUnchanged(piece, since: state, "piece \(index)", for: told, file: file, line: line)
    }
  }

  private let squares = Loss(text: "{ ($0 * $1).square().sum() }") {
    ($0[0] * $0[1]).square().sum()
  }

  func testGradientsAddUp() {
    for dtype in [DType.float64, .float32, .float16] {
      expectAccumulation(
        of: squares, for: inputs.normal(3, dtype: dtype),
        over: (0..<3).map { _ in inputs.normal(3, dtype: dtype) }, "\(dtype)")
    }
    let w = inputs.normal(2, dtype: .float64)
    expectAccumulation(
      of: squares, for: w,
      over: [inputs.normal(4, 2, dtype: .float64), inputs.normal(1, 2, dtype: .float64)],
      "pieces of different sizes")
    expectAccumulation(of: squares, for: w, over: [inputs.normal(2, dtype: .float64)], "one piece")
    expectAccumulation(
      of: Loss(text: "{ ($0.exp() * $1).sum().view(1) }") { ($0[0].exp() * $0[1]).sum().view(1) },
      for: w, over: [inputs.normal(2, dtype: .float64), inputs.normal(2, dtype: .float64)],
      "a loss of shape [1]")
    expectAccumulation(of: squares, for: w, over: [], "no pieces")
    let same = inputs.normal(2, dtype: .float64)
    expectAccumulation(of: squares, for: w, over: [same, same, same], "the same piece three times")
  }

  func testEachPieceInTurn() {
    let w = inputs.normal(2, 2, dtype: .float64)
    let pieces = (0..<4).map { _ in inputs.normal(2, 2, dtype: .float64) }
    expectAccumulation(of: squares, for: w, over: pieces)
    let old = inputs.awayFromZero(2, 2, dtype: .float64)
    expectAccumulation(of: squares, for: w, over: pieces, oldGradient: old, "with an old gradient")
    expectAccumulation(
      of: squares, for: w, over: [], oldGradient: old, "no pieces, an old gradient")
    let row = inputs.normal(1, 3, dtype: .float64)
    expectAccumulation(of: squares, for: row, over: [row, row * 2], "one row")
    let one = inputs.normal(1, dtype: .float64)
    expectAccumulation(of: squares, for: one.view([]), over: [one, inputs.normal(3)], "rank 0")
    expectAccumulation(
      of: squares, for: inputs.normal(2, 1, 2, dtype: .float64),
      over: [inputs.normal(2, 3, 2, dtype: .float64)], "three dimensions")
    expectAccumulation(
      of: squares, for: w.stridedCopy, over: [pieces[0].stridedCopy, pieces[1]], "not contiguous")
    expectAccumulation(
      of: squares, for: Tensor.zeros(0), over: [Tensor.zeros(0), Tensor.zeros(2, 0)], "no element")
    let ends = Loss(text: "{ ($0 * $1).sum() }") { ($0[0] * $0[1]).sum() }
    expectAccumulation(
      of: ends, for: Tensor([2.0, 3.0]),
      over: [Tensor([Double.infinity, 1]), Tensor([1.0, 2.0])],
      "an infinite number")
    expectAccumulation(
      of: ends, for: Tensor([2.0, 3.0]), over: [Tensor([Double.nan, 1]), Tensor([1.0, 2.0])], "NaN")
    expectAccumulation(
      of: ends, for: Tensor([2000.0, 3.0]), over: [Tensor([1.0, 2.0])], "a large number")
    expectAccumulation(
      of: ends, for: Tensor([1e-9, 3.0]), over: [Tensor([1.0, 2.0])], "a small number")
    expectAccumulation(
      of: ends, for: Tensor([2.0, 3.0]), over: [Tensor([-90.0, -100.0])], "very negative numbers")
  }
}

private struct Twice: DifferentiableFunction {
  func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor { inputs[0] * 2 }
  func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] { [gradient * 2] }
}

private struct ForthBackwardForth: DifferentiableFunction {
  func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor { inputs[0] * 3 }
  func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] { [gradient * 3] }
}

private struct Gobackward: DifferentiableFunction {
  func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor { inputs[0] * 4 }
  func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] { [gradient * 4] }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension Tensor {
  /// A view of another layout, or another shape where there is one dimension or none.
  fileprivate var transposedView: Tensor { rank < 2 ? unsqueeze(0) : transpose(0, 1) }

  fileprivate var transposedOrigin: Origin { .operation(rank < 2 ? "Unsqueeze" : "Transpose") }
}
