import ExerciseTesting
import ForwardPass
import Layerwise
import XCTest

private typealias CMul = ForwardPass.CMul
private typealias Sum = ForwardPass.Sum

final class ForwardPassHiddenTests: ExerciseTestCase {
  // MARK: CMul's weights

  func testWeightsOfTheNotebook() {
    manualSeed(287, dialect: .torch7)
    announce(["size": 5, "seed": 287, "dialect": Code(".torch7")])
    // f = nn.CMul(5); print(f.weight), as the notebook has it
    expectWeights(
      CMul(5), [-0.3180, -0.0484, 0.1885, 0.4165, 0.3364],
      tolerance: Tolerance(relative: 0, absolute: 0.5001e-4), "from seed 287")
  }

  func testWeightsOfOtherSizes() {
    let start = UInt64(inputs.integer(in: 1...1000))
    for dialect in [Generator.Dialect.torch7, .pyTorch] {
      for size in inputs.shuffled([1, 2, 5, 40]) {
        manualSeed(start, dialect: dialect)
        let expected = (0..<2).map { _ in definition(size) }
        manualSeed(start, dialect: dialect)
        announce(["size": size])
        let modules = [CMul(size), CMul(size)]
        for (module, (numbers, which)) in zip(modules, zip(expected, ["the first", "the second"])) {
          guard expectWeights(module, numbers, "\(which) module from seed \(start)") else { return }
        }
      }
    }
  }

  /// Numbers between 0 and 1, stretched over the interval.
  private func definition(_ size: Int) -> [Double] {
    let bound = 1 / Double(size).squareRoot()
    return Tensor.rand(size, dtype: .float64).doubles().map { $0 * 2 * bound - bound }
  }

  @discardableResult
  private func expectWeights(
    _ module: CMul, _ numbers: [Double], tolerance: Tolerance? = nil, _ what: String,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Bool {
    let bound = 1 / Double(numbers.count).squareRoot()
    let expected = Tensor(numbers, dtype: .float64)
    return expectClose(
      module.weight, expected, tolerance: tolerance, for: ["size": numbers.count], what,
      recognising: [
        "they lie between 0 and the bound": (expected + bound) / 2,
        "the bound is 1/size": expected * bound,
        "the bound is 1": expected / bound,
      ], file: file, line: line)
  }

  // MARK: CMul's products

  /// One number at a time.
  private func products(_ x: Tensor, _ weight: Tensor) -> Tensor {
    Tensor(zip(x.doubles(), weight.doubles()).map { $0 * $1 }, dtype: .float64)
  }

  private func expectProducts(
    _ x: Tensor, _ weight: Tensor, _ what: String = "", file: StaticString = #filePath,
    line: UInt = #line
  ) {
    expectResult(
      of: { CMul(weight: $0[1]).forward($0[0]) }, on: ["input": x, "weight": weight],
      equals: products(x, weight), what,
      recognising: [
        "the products are added up": products(x, weight).sum(), "the weights are added": x + weight,
        "the input is given back": x, "the weights are given back": weight,
      ], file: file, line: line)
    // One module, called again and again.
    let module = CMul(weight: weight.detach().clone())
    expectResult(
      of: { module.forward($0[0]) }, on: ["input": x], and: ["weight": weight],
      equals: products(x, weight), what, file: file, line: line)
    expectClose(
      module.weight, weight, for: ["input": x], "the weights after several calls", file: file,
      line: line)
  }

  func testProducts() {
    // f:forward(x) for x = torch.range(1, 5), as the notebook has it
    let x = Tensor.arange(1, 6, dtype: .float64)
    manualSeed(287, dialect: .torch7)
    let weight = Layerwise.CMul(5).weight
    expectClose(
      CMul(weight: weight).forward(x),
      Tensor([-0.3180, -0.0968, 0.5655, 1.6661, 1.6822], dtype: .float64),
      tolerance: Tolerance(relative: 0, absolute: 0.5001e-4), for: ["input": x, "weight": weight])
    let size = inputs.integer(in: 2...7)
    expectProducts(inputs.normal(size, dtype: .float64), inputs.normal(size, dtype: .float64))
    expectProducts(
      inputs.normal(3, dtype: .float64).stridedCopy, inputs.normal(3, dtype: .float64).stridedCopy,
      "vectors that are not contiguous")
    let one = inputs.normal(1, dtype: .float64)
    expectProducts(one, inputs.normal(1, dtype: .float64), "one element")
    expectProducts(
      Tensor([1e200, -2e9, 3e-200, -1e-9, 0, -100], dtype: .float64),
      Tensor([-3, 1e12, 2, 5e-8, 7, 90], dtype: .float64), "very large and very small numbers")
    expectProducts(
      Tensor([-90.5, -100, -1000], dtype: .float64), inputs.normal(3, dtype: .float64),
      "very negative numbers")
    expectProducts(
      Tensor([Double.infinity, -.infinity, .nan, 2], dtype: .float64),
      Tensor([2, 3, 1, -1], dtype: .float64), "infinities and NaN")
    expectProducts(
      Tensor([Double.infinity, -.infinity, .nan, 0, 3], dtype: .float64),
      Tensor([0, -0.0, 0, .infinity, 0], dtype: .float64), "weights of zero, and an infinite one")
    let none = Tensor.zeros(0, dtype: .float64)
    expectProducts(none, none, "no elements")
  }

  func testTheLastProductIsKept() {
    let weight = inputs.awayFromZero(3, dtype: .float64)
    let module = CMul(weight: weight)
    expectKept(
      by: { module.forward($0) }, read: { module.output },
      from: (0..<3).map { _ in inputs.awayFromZero(3, dtype: .float64) },
      and: ("weight", weight)
    ) { products($0, weight) }
    expectNewNumbersSeen(by: { module.forward($0) }, on: inputs.normal(3, dtype: .float64)) {
      products($0, weight)
    }
    let (ones, x) = (CMul(weight: .ones(3, dtype: .float64)), inputs.normal(3, dtype: .float64))
    let told: KeyValuePairs<String, Any> = ["weight": ones.weight, "input": x]
    announce(told)
    expect(
      !ones.forward(x).sharesStorage(with: x), "the result has the memory of the input", for: told)
  }

  /// Calls a module again on the same tensor, which holds other numbers by then.
  private func expectNewNumbersSeen(
    by forward: (Tensor) -> Tensor, on input: Tensor, file: StaticString = #filePath,
    line: UInt = #line, as definition: (Tensor) -> Tensor
  ) {
    let first = definition(input)
    _ = forward(input)
    input.copy(from: input * 2 + 1)
    let told: KeyValuePairs<String, Any> = ["input": input]
    announce(told)
    expectClose(
      forward(input), definition(input), for: told,
      "the result for the same tensor, whose numbers have changed since the call before",
      recognising: ["it is the result of the call before": first], file: file, line: line)
  }

  /// Calls a module several times, and reads `output` after each call.
  private func expectKept(
    by forward: (Tensor) -> Tensor, read output: () -> Tensor, from inputs: [Tensor],
    and other: (name: String, value: Any), file: StaticString = #filePath, line: UInt = #line,
    as definition: (Tensor) -> Tensor
  ) {
    var results: [Tensor] = []
    for (number, input) in inputs.enumerated() {
      let told: KeyValuePairs<String, Any> = [
        "inputs": Array(inputs.prefix(number + 1)), other.name: other.value,
      ]
      let call = number == 0 ? "the first call" : "call \(number + 1)"
      announce(told)
      results.append(forward(input))
      guard
        expectClose(
          results[number], definition(input), for: told, "the result of \(call)", file: file,
          line: line)
      else { return }
      let first = definition(inputs[0])
      guard
        expectClose(
          output(), definition(input), for: told, "output after \(call)",
          recognising: [
            "the result is not kept": Tensor.zeros(0, dtype: .float64),
            "output is still that of the first call": first, "output is the input": input,
          ], file: file, line: line)
      else { return }
    }
    let last = inputs.count - 1
    let told: KeyValuePairs<String, Any> = ["inputs": inputs, other.name: other.value]
    expectClose(
      output(), definition(inputs[last]), for: told, "output, read once more",
      file: file, line: line)
    for (number, result) in results.enumerated() {
      guard
        expectClose(
          result, definition(inputs[number]), for: told,
          "the result of call \(number + 1), after the others",
          recognising: ["all results share their memory": definition(inputs[last])], file: file,
          line: line)
      else { return }
    }
  }

  // MARK: Sum

  /// One number at a time; the dimension is counted from 1.
  private func sums(_ x: Tensor, _ dimension: Int) -> Tensor {
    var sizes = Array(x.shape)
    let count = sizes.remove(at: dimension - 1)
    let step = sizes[(dimension - 1)...].reduce(1, *)
    var totals = Array(repeating: 0.0, count: sizes.reduce(1, *))
    for (position, number) in x.doubles().enumerated() {
      totals[position / (step * count) * step + position % step] += number
    }
    return Tensor(totals, dtype: .float64).view(sizes.isEmpty ? [1] : Shape(sizes))
  }

  private func expectSums(
    _ x: Tensor, _ dimension: Int, tolerance: Tolerance? = nil, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    // What counting from 0 leads to.
    let other = sums(x, dimension % x.rank + 1)
    for isNew in [true, false] {
      let kept = Sum(dimension)
      expectResult(
        of: { (isNew ? Sum(dimension) : kept).forward($0[0]) }, on: ["input": x],
        and: ["dimension": dimension], equals: sums(x, dimension), tolerance: tolerance, what,
        recognising: [
          "the dimension is counted from 0": other,
          "everything is added up": x.sum().view(1),
        ], file: file, line: line)
    }
    let told: KeyValuePairs<String, Any> = ["input": x, "dimension": dimension]
    announce(told)
    expect(
      !Sum(dimension).forward(x).sharesStorage(with: x),
      (what.isEmpty ? "" : what + ": ") + "the result shares the memory of the input", for: told,
      file: file, line: line)
  }

  func testSumsAlongEachDimension() {
    let sizes = inputs.shuffled([2, 3, 4, 5])
    let tensors = [
      inputs.normal(sizes[0], sizes[1], dtype: .float64),
      inputs.normal(sizes[0], sizes[1], sizes[2], dtype: .float64),
      inputs.normal(sizes[1], 1, sizes[2], sizes[0], dtype: .float64),
      inputs.normal(3, 3, 3, dtype: .float64), inputs.normal(1, 1, 1, dtype: .float64),
      inputs.normal(1, 3, 1, dtype: .float64),
    ]
    for x in tensors {
      for dimension in 1...x.rank { expectSums(x, dimension) }
    }
    for dimension in 1...2 {
      expectSums(inputs.normal(3, 3, dtype: .float64).stridedCopy, dimension, "not contiguous")
      expectSums(inputs.normal(1, 4, dtype: .float64), dimension, "one row")
      expectSums(inputs.normal(4, 1, dtype: .float64), dimension, "one column")
      expectSums(inputs.normal(1, 1, dtype: .float64), dimension, "one element")
      expectSums(Tensor.zeros(0, 3, dtype: .float64), dimension, "no row")
      expectSums(Tensor.zeros(3, 0, dtype: .float64), dimension, "no column")
      expectSums(
        Tensor([[Double.infinity, 1, 2], [-3, .nan, 4], [-.infinity, 5, 6]], dtype: .float64),
        dimension,
        "infinities and NaN")
      expectSums(
        Tensor([[-1e10, 3e9], [-2e10, -1e9]], dtype: .float64), dimension, "very large numbers")
      expectSums(
        Tensor([[-100.5, -90, -200], [-81, -82, -83]], dtype: .float64), dimension,
        "very negative numbers")
      expectSums(
        Tensor([[1e-9, -3e-12], [2e-8, 4e-10]], dtype: .float64), dimension,
        tolerance: Tolerance(relative: 0x1p-46, absolute: 0), "very small numbers")
    }
  }

  func testAVectorLeavesOneElement() {
    expectSums(Tensor.arange(1, 6, dtype: .float64), 1, "the notebook's vector")
    expectSums(inputs.normal(inputs.integer(in: 2...9), dtype: .float64), 1)
    expectSums(inputs.normal(4, dtype: .float64).stridedCopy, 1, "not contiguous")
    expectSums(inputs.normal(1, dtype: .float64), 1, "one element")
    expectSums(Tensor.zeros(0, dtype: .float64), 1, "no elements")
  }

  func testTheLastSumIsKept() {
    for (module, dimension) in [(Sum(1), 1), (Sum(2), 2)] {
      expectKept(
        by: { module.forward($0) }, read: { module.output },
        from: [
          inputs.normal(3, 3, dtype: .float64), inputs.normal(3, 3, dtype: .float64),
          inputs.normal(2, 4, dtype: .float64), Tensor.zeros(0, 3, dtype: .float64),
        ],
        and: ("dimension", dimension)
      ) { sums($0, dimension) }
    }
    let module = Sum(1)
    expectKept(
      by: { module.forward($0) }, read: { module.output },
      from: (0..<3).map { _ in inputs.normal(4, dtype: .float64) }, and: ("dimension", 1)
    ) { sums($0, 1) }
    expectNewNumbersSeen(by: { module.forward($0) }, on: inputs.normal(2, 3, dtype: .float64)) {
      sums($0, 1)
    }
  }
}
