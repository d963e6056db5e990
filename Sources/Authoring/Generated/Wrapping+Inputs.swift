import Course

extension Wrapping {
  /// Adds wrong answers that go wrong for some inputs alone.
  func addInputMutants() {
    if let tensors = function.allTensors { addTensorMutants(tensors) }
    for name in function.collections {
      add(
        "emptyRefused", .noElement, about: name, "goes wrong where `\(name)` is empty",
        where: "\(name).isEmpty", spoiled)
      add(
        "singleRefused", .oneElement, about: name, "goes wrong where `\(name)` has one element",
        where: "\(name).count == 1", spoiled)
    }
    for name in function.parameters.filter({ $0.type == "[Double]" }).map(\.name) {
      add(
        "infinityTaken", .infinities, about: name, "goes wrong where `\(name)` holds an infinity",
        where: "\(name).contains { $0.isInfinite }", spoiled)
      add(
        "nanTaken", .nan, about: name, "goes wrong where `\(name)` holds NaN",
        where: "\(name).contains { $0.isNaN }", spoiled)
    }
    if let dim = function.integer(named: ["dim", "dimension"]) {
      add(
        "dimFromTheFirst", .negativeDim, "counts a negative `\(dim)` from the first dimension",
        "return \(function.call([dim: "\(dim) < 0 ? -\(dim) - 1 : \(dim)"]))")
    }
  }

  private func addTensorMutants(_ tensors: String) {
    func any(_ condition: String) -> String { "(\(tensors)).contains { \(condition) }" }
    func anyNumber(_ condition: String) -> String {
      any("$0.dtype.isFloatingPoint && $0.doubles().contains { \(condition) }")
    }
    let shapes: [(String, SuiteDimension, String, String)] = [
      ("rank0Refused", .rank0, "goes wrong where an argument has no dimension", "$0.rank == 0"),
      (
        "highRankRefused", .higherRanks,
        "goes wrong where an argument has three dimensions or more", "$0.rank > 2"
      ),
      (
        "emptyRefused", .noElement, "goes wrong where an argument has no element",
        "$0.elementCount == 0"
      ),
      (
        "oneRowRefused", .oneRow, "goes wrong where an argument has one row",
        "$0.rank > 1 && $0.shape[0] == 1"
      ),
      (
        "singleRefused", .oneElement, "goes wrong where an argument has one element",
        "$0.elementCount == 1"
      ),
    ]
    for (name, dimension, mistake, condition) in shapes {
      add(name, dimension, mistake, where: any(condition), spoiled)
    }
    if function.parameters.first?.type == "Tensor", let first = function.tensors.first {
      add(
        "integersRefused", .integers, "goes wrong where `\(first)` holds integers",
        where: "!\(first).dtype.isFloatingPoint", otherValues)
    }
    let values: [(String, SuiteDimension, String, String)] = [
      (
        "stridesIgnored", .notContiguous, "goes wrong where an argument is not contiguous",
        any("!$0.isContiguous")
      ),
      (
        "infinityTaken", .infinities, "goes wrong where an argument holds an infinity",
        anyNumber("$0.isInfinite")
      ),
      ("nanTaken", .nan, "goes wrong where an argument holds NaN", anyNumber("$0.isNaN")),
      (
        "largeTaken", .veryLarge, "goes wrong where an argument holds a finite number beyond 1000",
        anyNumber("abs($0) > 1000 && $0.isFinite")
      ),
      (
        "smallTaken", .verySmall,
        "goes wrong where an argument holds a number nearer to 0 than a millionth",
        anyNumber("$0 != 0 && abs($0) < 1e-6")
      ),
      (
        "negativeRowTaken", .veryNegative,
        "goes wrong where all numbers of a row of an argument are below -80",
        any(
          "$0.dtype.isFloatingPoint && $0.rank > 0 && $0.elementCount > 0 "
            + "&& $0.detach().max(dim: -1).values.doubles().contains { $0 < -80 }")
      ),
    ]
    for (name, dimension, mistake, condition) in values {
      add(name, dimension, mistake, where: condition, otherValues)
    }
    if function.result != "Tensor" {
      for (name, dtype, dimension) in [
        ("halfRefused", "float16", SuiteDimension.float16), ("doubleRefused", "float64", .float64),
      ] {
        add(
          name, dimension, "goes wrong where an argument is \(dtype)",
          where: any("$0.dtype == .\(dtype)"), spoiled)
      }
    }
  }
}
