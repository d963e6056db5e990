extension Wrapping {
  /// Adds wrong answers that change what the solution returns.
  func addResultMutants() {
    if function.result == "Tensor" { addTensorResultMutants() }
    if function.returnsList { addListResultMutants() }
    if function.canThrow {
      add(
        "otherError", .errors, "throws another error",
        """
        do { return \(function.call()) } catch { throw CancellationError() }
        """)
    }
  }

  private func addTensorResultMutants() {
    add(
      "dimensionAdded", .shape, "returns its result with a dimension of size 1 in front",
      "return (\(function.call())).unsqueeze(0)")
    add(
      "lastElement", .everyElement, "is off by one in the last element",
      """
      \(result)
      guard result.elementCount > 0 else { return result }
      var off = Array(repeating: 0.0, count: result.elementCount)
      off[off.count - 1] = 1
      return result + Tensor(off, dtype: result.dtype).view(result.shape)
      """)
    add(
      "firstElement", .everyElement, "is off by one in the first element",
      """
      \(result)
      guard result.elementCount > 0 else { return result }
      var off = Array(repeating: 0.0, count: result.elementCount)
      off[0] = 1
      return result + Tensor(off, dtype: result.dtype).view(result.shape)
      """)
    add(
      "transposed", .square, "transposes its result where that is square",
      """
      \(result)
      let sizes = Array(result.shape)
      guard sizes.count >= 2, sizes[sizes.count - 1] == sizes[sizes.count - 2] else { return result }
      return result.transpose(sizes.count - 2, sizes.count - 1)
      """)
    add(
      "squeezed", .oneRow, "leaves the dimensions of size 1 out of its result",
      "return (\(function.call())).squeeze()")
    add(
      "widened", .float16, "returns float32 where the solution returns float16",
      """
      \(result)
      return result.dtype == .float16 ? result.to(.float32) : result
      """)
    add(
      "narrowed", .float64, "returns float32 where the solution returns float64",
      """
      \(result)
      return result.dtype == .float64 ? result.to(.float32) : result
      """)
    add(
      "rounded", .float64, "rounds a float64 result to the digits of float32",
      """
      \(result)
      return result.dtype == .float64 ? result.to(.float32).to(.float64) : result
      """)
    guard !function.tensors.isEmpty else { return }
    add("detached", .gradient, "detaches its result", "return (\(function.call())).detach()")
    for name in function.tensors {
      add(
        "detached", .gradient, about: name, "lets no gradient through to `\(name)`",
        "return \(function.call([name: "\(name).detach()"]))")
    }
  }

  private func addListResultMutants() {
    add(
      "lastLeftOut", .shape, "leaves out the last element of its result",
      "return (\(function.call())).dropLast()")
    guard ["[Double]", "[Float]", "[Int]"].contains(function.result) else { return }
    add(
      "lastElement", .everyElement, "is off by one in the last element",
      """
      \(result)
      return result.dropLast() + result.suffix(1).map { $0 + 1 }
      """)
  }
}
