import ExerciseTesting
import Kindling
import SequentialModels
import XCTest

final class SequentialModelsHiddenTests: ExerciseTestCase {
  // MARK: Chain

  /// Modules without parameters, and a list of their names.
  private func randomModules(_ count: Int) -> (modules: [Module], text: String) {
    let kinds = (0..<count).map { _ in inputs.integer(in: 0...2) }
    let modules: [Module] = kinds.map { [Doubled(), PlusOne(), Turned()][$0] }
    let names = kinds.map { ["doubled", "plus 1", "sign turned"][$0] }
    return (modules, "[\(names.joined(separator: ", "))]")
  }

  private func expectChain(
    _ modules: [Module], _ text: String, on x: Tensor, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let chain = Chain(modules)
    expectResult(
      of: { chain($0[0]) }, on: ["input": x], and: ["modules": Code(text)],
      equals: modules.reduce(x) { $1($0) }, what,
      recognising: [
        "the modules run from the last to the first": modules.reversed().reduce(x) { $1($0) },
        "the last module is left out": modules.dropLast().reduce(x) { $1($0) },
        "only the last module runs": modules.last?(x) ?? x,
      ], file: file, line: line)
  }

  func testRunsInOrder() {
    expectChain([Doubled(), PlusOne()], "[doubled, plus 1]", on: inputs.normal(2, 3))
    expectChain([PlusOne(), Doubled()], "[plus 1, doubled]", on: inputs.normal(2, 3))
    expectChain([], "[]", on: inputs.normal(2, 3), "no modules")
    expectChain([PlusOne()], "[plus 1]", on: inputs.normal(2, 3), "one module")
    let twice = PlusOne()
    expectChain(
      [twice, Doubled(), twice], "[plus 1, doubled, the same plus 1]", on: inputs.normal(2, 3),
      "one module in two places")
    let shapes: [(String, Tensor)] = [
      ("rank 0", inputs.normal(1).view([])), ("four dimensions", inputs.normal(2, 1, 2, 2)),
      ("no element", Tensor.zeros(0, 2)), ("one row", inputs.normal(1, 3)),
      ("no element, float64", Tensor.zeros(0, 2, dtype: .float64)),
      ("one element", inputs.normal(1)), ("square", inputs.normal(3, 3)),
      ("not contiguous", inputs.normal(2, 3).stridedCopy),
      ("float64", inputs.normal(2, 3, dtype: .float64)),
      ("float16", inputs.normal(2, 3, dtype: .float16)), ("integers", Tensor([3, -1, 4])),
      ("large and small numbers", Tensor([1e20, -5000, 1e-9])),
      ("negative numbers", Tensor([-90.0, -85])),
      ("infinities", Tensor([Double.infinity, 1.0])), ("NaN", Tensor([Double.nan, 1.0])),
    ]
    for (what, x) in shapes {
      let (modules, text) = randomModules(4)
      expectChain(modules, text, on: x, what)
    }
    for _ in 0..<6 {
      let (modules, text) = randomModules(inputs.integer(in: 2...6))
      expectChain(modules, text, on: inputs.normal(3))
    }
    for _ in 0..<3 {
      // More than ten, whose numbers as text are in another order.
      let (modules, text) = randomModules(13)
      expectChain(modules, text, on: inputs.normal(3), "thirteen modules")
    }
    // Another shape and another dtype than the input's, on the way and at the end.
    let table = Embedding(5, 3)
    let (numbers, map) = (Tensor([1, 4, 0]), Linear(3, 2))
    let right = map(table(numbers)).detach()
    let chain = Chain([table, Turned(), Turned(), map])
    announce(["input": numbers])
    expectClose(
      chain(numbers).detach(), right, for: ["input": numbers],
      "a chain of Embedding(5, 3), two turns of the sign, and Linear(3, 2)")
  }

  func testParametersAndModeOfAll() {
    let (first, second) = (Linear(3, 4), Linear(4, 4))
    let (outer, inner) = (Dropped(), Dropped())
    let nested = Chain([second, inner])
    let chain = Chain([first, outer, ReLU(), nested, second])
    let told: KeyValuePairs<String, Any> = [
      "modules": Code("[first, dropout, ReLU(), Chain([second, dropout]), second]")
    ]
    announce(told)
    let right = [first.weight, first.bias, second.weight, second.bias]
    let found = chain.parameters()
    expectEqual(found.count, 4, for: told, "how many parameters the chain has")
    expect(
      found.elementsEqual(right, by: ===),
      "the parameters are not those of first and second, in this order, each once", for: told)
    for mode in [false, true] {
      chain.train(mode)
      expectEqual(
        [outer.isTraining, inner.isTraining, second.isTraining, nested.isTraining],
        Array(repeating: mode, count: 4), for: told, "isTraining of all, after train(\(mode))")
    }
    let maps = (0..<13).map { _ in Linear(1, 1) }
    let many: KeyValuePairs<String, Any> = ["modules": Code("thirteen of Linear(1, 1)")]
    announce(many)
    expect(
      Chain(maps).parameters().elementsEqual(maps.flatMap { $0.parameters() }, by: ===),
      "the parameters of thirteen modules are not in their order", for: many)
    expectEqual(Chain([]).parameters().count, 0, for: [:], "parameters of a chain of nothing")
    expect(Chain([]).isTraining, "a new chain is in evaluation mode", for: [:])
  }

  func testGradientsFlowThrough() {
    let (first, second) = (Linear(3, 4), Linear(4, 2))
    first.to(.float64)
    second.to(.float64)
    let chain = Chain([first, Squared(), second])
    let x = inputs.normal(5, 3, dtype: .float64)
    let told: KeyValuePairs<String, Any> = [
      "modules": Code("[Linear(3, 4), square, Linear(4, 2)]"), "input": x,
    ]
    let cotangent = inputs.awayFromZero(5, 2, dtype: .float64)
    let parameters = first.parameters() + second.parameters()
    let right = grad(
      of: second(first(x).square()), withRespectTo: parameters, gradient: cotangent)
    announce(told)
    let result = chain(x)
    guard result.requiresGrad else {
      return expect(false, "the result is cut off from the parameters", for: told)
    }
    let found = grad(of: result, withRespectTo: parameters, gradient: cotangent)
    for (name, (found, right)) in zip(
      ["first.weight", "first.bias", "second.weight", "second.bias"], zip(found, right))
    {
      expectClose(found ?? Tensor.zeros(like: right!), right!, for: told, "the gradient of \(name)")
    }
    // Evaluation switches dropout and the like, not the graph.
    chain.eval()
    announce(told)
    expect(
      chain(x).requiresGrad, "in evaluation mode the result is cut off from the parameters",
      for: told)
    let none = Chain([])
    expectGradients(
      through: { none($0[0]) }, at: ["input": x], and: ["modules": Code("[]")], as: { $0[0] * 1 })
    let plain = Chain([Squared(), Turned()])
    for x in [x, inputs.normal(2, 3, dtype: .float64).stridedCopy] {
      expectGradients(
        through: { plain($0[0]) }, at: ["input": x],
        and: ["modules": Code("[square, sign turned]")],
        as: { -$0[0].square() })
    }
  }

  // MARK: dropoutMask

  func testMaskHasTwoValues() {
    for dtype in [DType.float32, .float64, .float16] {
      for p in [0.0, 0.01, 0.3, 0.5, 0.9, 0.99, 1] {
        for shape: Shape in [[40], [5, 8], [6, 6], [2, 3, 2, 2], [1, 1], [1], [], [0], [0, 3]] {
          let told: KeyValuePairs<String, Any> = [
            "shape": Code("\(shape)"), "p": p, "dtype": Code(".\(dtype)"),
          ]
          announce(told)
          let mask = dropoutMask(shape, p: p, dtype: dtype)
          guard mask.shape == shape, mask.dtype == dtype else {
            return expect(
              false,
              "expected a \(dtype) tensor \(shape), got a \(mask.dtype) tensor \(mask.shape)",
              for: told)
          }
          let kept = 1 / (1 - p)
          let tolerance = Tolerance.rounding(dtype)
          let wrong = mask.doubles().first { number in
            let isLost = number == 0 && p > 0
            let isKept = p < 1 && abs(number - kept) <= tolerance.relative * kept
            return !isLost && !isKept
          }
          expect(
            wrong == nil,
            (p == 0
              ? "each element should be 1, since none is lost where p is 0; "
              : p == 1
                ? "each element should be 0, since all are lost where p is 1; "
                : "each element should be 0 or 1 / (1 - p), which is \(kept); ")
              + "one is \(wrong ?? 0)", for: told)
          expect(!mask.requiresGrad, "the mask requires a gradient", for: told)
          if wrong != nil { return }
        }
      }
    }
  }

  func testShareOfZeros() {
    let count = 20_000
    for (p, dtype) in [(0.1, DType.float32), (0.3, .float64), (0.5, .float16), (0.8, .float32)] {
      let told: KeyValuePairs<String, Any> = [
        "shape": Code("[\(count)]"), "p": p, "dtype": Code(".\(dtype)"),
      ]
      announce(told)
      let numbers = dropoutMask([count], p: p, dtype: dtype).doubles()
      let share = Double(numbers.count { $0 == 0 }) / Double(count)
      // Five standard deviations: one right answer in a million is outside.
      let spread = 5 * (p * (1 - p) / Double(count)).squareRoot()
      expect(
        abs(share - p) < spread,
        "the share of zeros among \(count) should be \(p) to within \(spread); it is \(share)"
          + (abs(share - (1 - p)) < spread ? ", that is 1 - p: is p taken for what is kept?" : ""),
        for: told)
      let mean = numbers.reduce(0, +) / Double(count)
      expect(
        abs(mean - 1) < spread / (1 - p) + 1e-3,
        "the mean of \(count) elements should be near 1; it is \(mean)", for: told)
    }
  }

  /// How many elements are lost varies from mask to mask, as it does where each is drawn by itself.
  private func expectCountsToVary(
    _ lost: () -> Tensor, for told: KeyValuePairs<String, Any>, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let (p, rounds) = (0.5, 200)
    announce(told)
    let masks = (0..<rounds).map { _ in lost() }
    let size = Double(masks[0].elementCount)
    let counts = masks.map { $0.to(.float64).sum().item() as Double }
    let variance = counts.reduce(0) { $0 + ($1 - p * size) * ($1 - p * size) } / Double(rounds)
    let expected = p * (1 - p) * size
    // Five standard deviations of such a variance.
    let spread = 5 * (2 / Double(rounds)).squareRoot()
    expect(
      abs(variance / expected - 1) < spread,
      "of \(Int(size)) elements about half are lost, sometimes more and sometimes fewer: the variance "
        + "over \(rounds) calls should be \(expected) to within \(spread * expected); it is \(variance)",
      for: told, file: file, line: line)
  }

  func testEachElementByItself() {
    expectCountsToVary(
      { dropoutMask([8, 5], p: 0.5, dtype: .float32) .== 0 },
      for: ["shape": Code("[8, 5]"), "p": 0.5, "dtype": Code(".float32")])
    let told: KeyValuePairs<String, Any> = [
      "shape": Code("[120, 90]"), "p": 0.5, "dtype": Code(".float32"),
    ]
    announce(told)
    let seed = UInt64(inputs.integer(in: 1...1000))
    manualSeed(seed)
    let masks = (0..<2).map { _ in dropoutMask([120, 90], p: 0.5, dtype: .float32) .> 0 }
    manualSeed(seed)
    let again = dropoutMask([120, 90], p: 0.5, dtype: .float32) .> 0
    expect(masks[0].equals(again), "after the same manualSeed the mask is different", for: told)
    /// How many of two masks' elements are alike, which is half of them when they are independent.
    func expectIndependent(_ a: Tensor, _ b: Tensor, _ what: String) {
      let alike: Double = (a .== b).to(.float64).mean().item()
      let spread = 5 * 0.5 / Double(a.elementCount).squareRoot()
      expect(
        abs(alike - 0.5) < spread,
        "\(what) should be alike half of the time, to within \(spread); they are \(alike)",
        for: told)
    }
    let mask = masks[0]
    expectIndependent(mask[0..<119], mask[1..<120], "an element and the one below it")
    expectIndependent(
      mask[.all, 0..<89], mask[.all, 1..<90], "an element and the one to its right")
    expectIndependent(mask[0..<60], mask[60..<120], "the two halves of a mask")
    expectIndependent(masks[0], masks[1], "the masks of two calls")
    announce(["shape": Code("[20, 20, 20]"), "p": 0.5, "dtype": Code(".float32")])
    let block = dropoutMask([20, 20, 20], p: 0.5, dtype: .float32) .> 0
    for dim in 0..<3 {
      expectIndependent(
        block.narrow(dim, start: 0, length: 19), block.narrow(dim, start: 1, length: 19),
        "in a mask of three dimensions, neighbours along dimension \(dim)")
    }
    announce(["shape": Code("[1, 2000]"), "p": 0.5, "dtype": Code(".float32")])
    let row = dropoutMask([1, 2000], p: 0.5, dtype: .float32) .> 0
    expectIndependent(row[.all, 0..<1999], row[.all, 1..<2000], "neighbours in a mask of one row")
  }

  // MARK: Drop

  /// Calls dropout in training on a tensor without zeros, and looks at what is lost and what is kept.
  ///
  /// - Returns: which elements were lost.
  @discardableResult
  private func expectDropped(
    _ x: Tensor, p: Double, _ what: String, file: StaticString = #filePath, line: UInt = #line
  ) -> [Bool] {
    let layer = Drop(p)
    let told: KeyValuePairs<String, Any> = ["p": p, "input": x]
    let lead = what.isEmpty ? "" : what + ": "
    let numbers = x.doubles()
    let leaf = x.detach().isContiguous ? x.clone() : x.clone().stridedCopy
    leaf.requiresGrad = true
    let held = Tensor.full(x.shape, 3, dtype: x.dtype)
    var lost: [Bool] = []
    announce(told)
    for (call, tensor) in [("", x), (" of a second call", x), ("", leaf), ("", leaf)] {
      let found = layer(tensor)
      guard found.shape == x.shape, found.dtype == x.dtype else {
        expect(
          false,
          "\(lead)expected a \(x.dtype) tensor \(x.shape), got a \(found.dtype) tensor \(found.shape)",
          for: told, file: file, line: line)
        return lost
      }
      lost = found.doubles().map { $0 == 0 }
      let right = zip(numbers, lost).map { $1 ? 0 : $0 / (1 - p) }
      guard
        expectClose(
          found.detach(), Tensor(right, dtype: x.dtype).view(x.shape), for: told,
          "\(lead)the result\(call), in which each element should be 0 or x / (1 - p)",
          file: file, line: line)
      else { return lost }
      if p == 0 || p == 1 {
        expect(
          lost.allSatisfy { $0 == (p == 1) },
          lead + (p == 0 ? "an element was lost" : "an element was kept"), for: told, file: file,
          line: line)
      }
      guard tensor === leaf else {
        expect(
          !found.requiresGrad, "\(lead)the result requires a gradient, though the input does not",
          for: told, file: file, line: line)
        continue
      }
      // The gradient is lost and scaled like the number.
      guard found.requiresGrad else {
        expect(
          p == 1, "\(lead)the result is cut off from the input", for: told, file: file, line: line)
        continue
      }
      let cotangent = inputs.awayFromZero(x.elementCount, dtype: x.dtype).view(x.shape)
      let slopes = zip(cotangent.doubles(), lost).map { $1 ? 0 : $0 / (1 - p) }
      expectClose(
        grad(of: found, withRespectTo: [leaf], gradient: cotangent)[0] ?? Tensor.zeros(like: x),
        Tensor(slopes, dtype: x.dtype).view(x.shape), for: told, "\(lead)the gradient of the input",
        file: file, line: line)
      expect(
        leaf.grad.map { $0 === held } ?? true, "\(lead)the input's grad was changed", for: told,
        file: file, line: line)
      leaf.grad = held
    }
    expect(
      leaf.grad.map { $0 === held && $0.doubles().allSatisfy { $0 == 3 } } ?? false,
      "\(lead)the input's grad was changed", for: told, file: file, line: line)
    expect(
      x.doubles() == numbers && !x.requiresGrad, "\(lead)the input was changed", for: told,
      file: file, line: line)
    expect(layer.isTraining, "\(lead)the layer is in evaluation mode", for: told)
    return lost
  }

  func testTrainingLosesAndScales() {
    for dtype in [DType.float32, .float64, .float16] {
      expectDropped(inputs.awayFromZero(3, 4, dtype: dtype), p: 0.3, "\(dtype)")
    }
    let shapes: [(String, Tensor)] = [
      ("square", inputs.awayFromZero(4, 4)), ("rank 0", inputs.awayFromZero(1).view([])),
      ("four dimensions", inputs.awayFromZero(2, 1, 3, 2)), ("one row", inputs.awayFromZero(1, 5)),
      ("one element", inputs.awayFromZero(1)), ("no element", Tensor.zeros(0, 2)),
      ("no element, float64", Tensor.zeros(0, 2, dtype: .float64)),
      ("not contiguous", inputs.awayFromZero(3, 4).stridedCopy),
      ("large and small numbers", Tensor([50_000.0, -20_000, 1e-8, -1e-8])),
      ("negative numbers", Tensor([-90.0, -85, -81])),
    ]
    for (what, x) in shapes { expectDropped(x, p: 0.4, what) }
    expectDropped(inputs.awayFromZero(3, 4), p: 0, "p = 0")
    expectDropped(inputs.awayFromZero(3, 4), p: 1, "p = 1")
    // Neither a row nor a matrix is lost or kept as a whole: each has some of both.
    for shape: Shape in [[1, 60], [2, 30, 2], [2, 2, 30, 2]] {
      let x = inputs.awayFromZero(shape.elementCount).view(shape)
      let told: KeyValuePairs<String, Any> = ["p": 0.5, "input": Code("of shape \(shape)")]
      announce(told)
      let lost = Drop(0.5)(x) .== 0
      let rows = lost.view(-1, 60).to(.float32).sum(dim: 1).doubles()
      expect(
        rows.allSatisfy { 5 < $0 && $0 < 55 },
        "of each 60 elements in a row about half should be lost; the numbers are \(rows)", for: told
      )
    }
    for p in [0.1, 0.7] {
      let lost = expectDropped(inputs.awayFromZero(100, 100), p: p, "many elements")
      let share = Double(lost.count { $0 }) / 10_000
      let spread = 5 * (p * (1 - p) / 10_000).squareRoot()
      expect(
        abs(share - p) < spread,
        "the share of lost elements among 10,000 should be \(p) to within \(spread); it is \(share)",
        for: ["p": p])
    }
    let x = inputs.awayFromZero(20, 20)
    let told: KeyValuePairs<String, Any> = ["p": 0.5, "input": x]
    let layer = Drop(0.5)
    expectCountsToVary({ layer(x[0..<2]) .== 0 }, for: ["p": 0.5, "input": x[0..<2]])
    announce(told)
    let (first, second) = (layer(x), layer(x))
    expect(!first.equals(second), "two calls lose the same elements", for: told)
    let rows = (first .== 0).to(.float32).sum(dim: 1).doubles()
    let columns = (first .== 0).to(.float32).sum(dim: 0).doubles()
    expect(
      !rows.allSatisfy { $0 == 0 || $0 == 20 } && !columns.allSatisfy { $0 == 0 || $0 == 20 },
      "whole rows or columns are lost, not single elements", for: told)
  }

  func testEvaluationIsTheIdentity() {
    let layer = Drop(0.5)
    layer.eval()
    let shapes: [(String, Tensor)] = [
      ("", inputs.normal(2, 3)), ("float64", inputs.normal(2, 3, dtype: .float64)),
      ("float16", inputs.normal(2, 3, dtype: .float16)), ("square", inputs.normal(3, 3)),
      ("rank 0", inputs.normal(1).view([])), ("three dimensions", inputs.normal(2, 1, 3)),
      ("one row", inputs.normal(1, 3)), ("no element", Tensor.zeros(2, 0)),
      ("no element, float64", Tensor.zeros(2, 0, dtype: .float64)),
      ("not contiguous", inputs.normal(2, 3).stridedCopy),
      ("large and small numbers", Tensor([1e20, -1e20, 1e-9])),
    ]
    for (what, x) in shapes {
      expectResult(
        of: { layer($0[0]) }, on: ["input": x], and: ["p": 0.5], equals: x, what,
        recognising: ["numbers are multiplied by 1 - p": x * 0.5])
    }
    let x = inputs.normal(2, 3, dtype: .float64)
    expectGradients(
      through: { layer($0[0]) }, at: ["input": x], and: ["p": 0.5], as: { $0[0] * 1 })
    let all = Drop(1)
    all.eval()
    expectResult(of: { all($0[0]) }, on: ["input": x], and: ["p": 1.0], equals: x, "p = 1")
    layer.train()
    let many = inputs.awayFromZero(200)
    announce(["input": many])
    expect(
      layer(many).doubles().contains(0), "back in training, nothing is lost of 200 elements",
      for: ["p": 0.5])
    expectEqual(layer.parameters().count, 0, for: ["p": 0.5], "how many parameters dropout has")
  }

  // MARK: deepClassifier

  /// The scores that the network's parameters give, before dropout and softmax.
  private func scores(_ x: Tensor, _ p: [Tensor]) -> Tensor {
    let first = linear(x, weight: p[0], bias: p[1]).relu()
    return linear(linear(first, weight: p[2], bias: p[3]).relu(), weight: p[4], bias: p[5])
  }

  func testGivesProbabilities() {
    for (sizes, seed) in [((3, 4, 2), 42), ((2, 1, 3), 5)] as [((Int, Int, Int), UInt64)] {
      let told: KeyValuePairs<String, Any> = [
        "inputs": sizes.0, "hidden": sizes.1, "classes": sizes.2, "keep": 0.7, "seed": seed,
      ]
      announce(told)
      manualSeed(seed)
      let model = deepClassifier(inputs: sizes.0, hidden: sizes.1, classes: sizes.2, keep: 0.7)
      manualSeed(seed)
      let layers = [
        Linear(sizes.0, sizes.1), Linear(sizes.1, 2 * sizes.1), Linear(2 * sizes.1, sizes.2),
      ]
      let right = layers.flatMap { [$0.weight, $0.bias] }
      let found = model.parameters()
      expectEqual(found.map(\.shape), right.map(\.shape), for: told, "the parameters' shapes")
      guard found.map(\.shape) == right.map(\.shape) else { return }
      for (index, (found, right)) in zip(found, right).enumerated() {
        expectClose(
          found.detach(), right.detach(), tolerance: Tolerance(relative: 0, absolute: 0),
          for: told, "parameter \(index)")
      }
      expect(model.isTraining, "a new network is in evaluation mode", for: told)
      model.eval()
      for rows in [4, 1, 0] {
        let x = inputs.normal(rows * sizes.0).view(rows, sizes.0)
        let told: KeyValuePairs<String, Any> = ["input": x, "seed": seed, "keep": 0.7]
        announce(told)
        expectClose(
          model(x).detach(), scores(x, right).softmax(dim: 1).detach(), for: told,
          "the probabilities in evaluation mode")
        expect(model(x).requiresGrad, "the result is cut off from the parameters", for: told)
      }
    }
    // The tutorial's network in PyTorch, after torch.manual_seed(42), in evaluation mode
    manualSeed(42)
    let model = deepClassifier(inputs: 3, hidden: 4, classes: 2, keep: 0.7)
    model.eval()
    let x = Tensor([[0.3, 0.8, -0.4]])
    announce(["input": x, "seed": 42])
    expectClose(
      model(x).detach(), Tensor([[0.5999, 0.4001]]),
      tolerance: Tolerance(relative: 0, absolute: 6e-5), for: ["input": x, "seed": 42],
      "the probabilities, beside PyTorch")
  }

  func testLosesScoresInTraining() {
    for keep in [0.7, 0.4, 1] {
      let (rows, classes) = (300, 3)
      let model = deepClassifier(inputs: 2, hidden: 3, classes: classes, keep: keep)
      withoutGradients {
        // Scores that are neither near 0 nor large, so that a row shows which of them are lost.
        let parameters = model.parameters()
        for parameter in parameters {
          let numbers = inputs.normal(parameter.elementCount).view(parameter.shape)
          parameter.copy(from: numbers * 0.2)
        }
        parameters.last?.copy(from: Tensor(inputs.shuffled([0.6, -0.9, 1.3])))
      }
      let x = inputs.normal(rows, 2)
      let told: KeyValuePairs<String, Any> = [
        "input": Code("\(rows) random rows"), "classes": classes, "keep": keep,
      ]
      announce(told)
      let found = model(x).detach().to(.float64)
      let plain = scores(x, model.parameters()).detach().to(.float64)
      // Every way to lose some of the scores of a row, and what comes out then.
      let outcomes = (0..<1 << classes).map { way in
        let mask = (0..<classes).map { way >> $0 & 1 == 0 ? 1 / keep : 0 }
        return (plain * Tensor(mask, dtype: .float64)).softmax(dim: 1)
      }
      let gaps = Tensor.stack(outcomes.map { ($0 - found).abs().max(dim: 1).values })
      let nearest = gaps.min(dim: 0)
      let worst: Double = nearest.values.max().item()
      expect(
        worst < 1e-5,
        "a row is not the softmax of its scores, each lost or divided by keep: off by \(worst)",
        for: told)
      let lost = nearest.indices.ints().reduce(0) { $0 + $1.nonzeroBitCount }
      let share = Double(lost) / Double(rows * classes)
      let spread = 5 * (keep * (1 - keep) / Double(rows * classes)).squareRoot() + 1e-9
      expect(
        abs(share - (1 - keep)) < spread,
        "the share of lost scores should be \(1 - keep) to within \(spread); it is \(share)",
        for: told)
    }
  }
}

private final class Doubled: Module {
  override func forward(_ input: Tensor) -> Tensor { input + input }
}

private final class PlusOne: Module {
  override func forward(_ input: Tensor) -> Tensor { input + 1 }
}

private final class Turned: Module {
  override func forward(_ input: Tensor) -> Tensor { -input }
}

private final class Squared: Module {
  override func forward(_ input: Tensor) -> Tensor { input.square() }
}

/// A module whose mode a test looks at.
private final class Dropped: Module {
  override func forward(_ input: Tensor) -> Tensor { input }
}
