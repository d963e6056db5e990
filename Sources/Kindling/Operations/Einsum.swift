extension Tensor {
  /// A sum of products in Einstein's notation, of one or two tensors. `torch.einsum`.
  ///
  /// Each letter names a dimension; a letter in both operands makes their elements meet, and a letter
  /// that the result lacks is summed over. Without `->` the result has the letters that occur once,
  /// in alphabetical order. Differentiable, being made of ``bmm(_:)`` and views.
  ///
  /// ```swift
  /// Tensor.einsum("ij,jk->ik", a, b)   // a.matmul(b)
  /// Tensor.einsum("bij,bj->bi", a, v)  // a matrix and a vector for each b
  /// Tensor.einsum("ii->", a)           // the trace
  /// ```
  ///
  /// Traps with `einsum: ij,jk->ik: j is 3 in [2, 3] and 4 in [4, 5]` and the like.
  public static func einsum(_ equation: String, _ operands: Tensor...) -> Tensor {
    let plan = EinsumPlan(equation, operands)
    let first = plan.reduced(operands[0], plan.inputs[0])
    guard operands.count == 2 else {
      return first.tensor.sum(labels: first.labels, keeping: plan.output, plan)
    }
    let second = plan.reduced(operands[1], plan.inputs[1])
    return plan.product(first, second)
  }

  fileprivate func sum(
    labels: [Character], keeping output: [Character], _ plan: EinsumPlan
  ) -> Tensor {
    let extra = labels.indices.filter { !output.contains(labels[$0]) }
    let result = extra.isEmpty ? self : sum(dims: extra)
    let left = labels.filter { output.contains($0) }
    return result.permute(output.map { left.firstIndex(of: $0)! })
  }
}

/// An equation taken apart and checked against the operands.
private struct EinsumPlan {
  let inputs: [[Character]]
  let output: [Character]
  private let equation: String
  private var sizes: [Character: Int] = [:]

  init(_ equation: String, _ operands: [Tensor]) {
    self.equation = equation
    func wrong(_ problem: String) -> Never { fail("einsum", "\(equation): \(problem)") }
    let letters = Array(equation.filter { $0 != " " })
    let arrow = letters.indices.dropLast().first { letters[$0] == "-" && letters[$0 + 1] == ">" }
    let left = letters[..<(arrow ?? letters.count)]
    let inputs = left.split(separator: ",", omittingEmptySubsequences: false).map { Array($0) }
    self.inputs = inputs
    let terms = inputs.flatMap { $0 }
    for letter in terms where !EinsumPlan.isLabel(letter) {
      wrong("\(letter) is not a letter; each letter names one dimension")
    }
    if operands.isEmpty || operands.count > 2 { wrong("takes one or two tensors") }
    if inputs.count != operands.count {
      wrong("names \(inputs.count) operands, \(operands.count) were given")
    }
    for (labels, operand) in zip(inputs, operands) {
      if labels.count != operand.rank {
        wrong("\(String(labels)) does not name the \(operand.rank) dims of shape \(operand.shape)")
      }
      for (label, size) in zip(labels, operand.shape) {
        if let known = sizes[label], known != size {
          wrong("\(label) is \(known) in one place and \(size) in shape \(operand.shape)")
        }
        sizes[label] = size
      }
    }
    output =
      arrow.map { Array(letters[($0 + 2)...]) }
      ?? Set(terms).filter { label in terms.count { $0 == label } == 1 }.sorted()
    for label in output {
      if sizes[label] == nil { wrong("the result's \(label) is in no operand") }
      if output.count(where: { $0 == label }) > 1 { wrong("the result names \(label) twice") }
    }
  }

  private static func isLabel(_ letter: Character) -> Bool { letter.isASCII && letter.isLetter }

  /// An operand whose labels are all different, and are all needed by the result or the other one.
  func reduced(_ operand: Tensor, _ labels: [Character]) -> (tensor: Tensor, labels: [Character]) {
    var (tensor, labels) = (operand, labels)
    while let second = labels.indices.first(where: { labels[..<$0].contains(labels[$0]) }) {
      let first = labels.firstIndex(of: labels[second])!
      tensor = tensor.diagonal(first, second)
      labels.append(labels.remove(at: second))
      labels.remove(at: first)
    }
    let own = labels.indices.filter { place in
      !output.contains(labels[place]) && inputs.count { $0.contains(labels[place]) } == 1
    }
    if !own.isEmpty && inputs.count == 2 {
      tensor = tensor.sum(dims: own)
      labels = labels.indices.filter { !own.contains($0) }.map { labels[$0] }
    }
    return (tensor, labels)
  }

  /// The product as one batched matrix product: labels of both operands are the batch if the result
  /// has them, else what is summed over; the others are rows and columns.
  func product(
    _ left: (tensor: Tensor, labels: [Character]), _ right: (tensor: Tensor, labels: [Character])
  ) -> Tensor {
    let shared = left.labels.filter { right.labels.contains($0) }
    let (batch, summed) = (
      shared.filter { output.contains($0) }, shared.filter { !output.contains($0) }
    )
    let rows = left.labels.filter { !shared.contains($0) }
    let columns = right.labels.filter { !shared.contains($0) }
    let a = matrices(left, [batch, rows, summed])
    let b = matrices(right, [batch, summed, columns])
    let labels = batch + rows + columns
    let result = a.bmm(b).reshape(Shape(labels.map { sizes[$0]! }))
    return result.permute(output.map { labels.firstIndex(of: $0)! })
  }

  /// The operand with its dimensions gathered in three groups.
  private func matrices(
    _ operand: (tensor: Tensor, labels: [Character]), _ groups: [[Character]]
  ) -> Tensor {
    let order = groups.flatMap { $0 }.map { operand.labels.firstIndex(of: $0)! }
    return operand.tensor.permute(order)
      .reshape(Shape(groups.map { $0.reduce(1) { $0 * sizes[$1]! } }))
  }
}
