extension Tensor {
  /// A sum of products of any number of tensors, in Einstein notation. `torch.einsum`.
  ///
  /// Each letter names a dimension. A letter in several operands pairs their elements, a letter
  /// that occurs twice in one operand takes its diagonal, and a letter missing from the result is
  /// summed over. `...` represents the dimensions without a letter, which broadcast, as do sizes of
  /// 1. Without `->` the result has the dimensions of `...`, followed by the letters that occur
  /// once, in alphabetical order. Differentiable, because it is composed of ``bmm(_:)`` and views.
  ///
  /// ```swift
  /// Tensor.einsum("ij,jk->ik", a, b)          // a.matmul(b)
  /// Tensor.einsum("bij,bj->bi", a, v)         // a matrix and a vector for each b
  /// Tensor.einsum("...ij,...jk->...ik", a, b) // the same for any leading dimensions
  /// Tensor.einsum("ii->", a)                  // the trace
  /// Tensor.einsum("bn,anm,bm->ba", l, w, r)   // three tensors, from left to right
  /// ```
  ///
  /// Traps with `einsum: ij,jk->ik: j is 3 in one place and 4 in shape [4, 5]` and the like.
  public static func einsum(_ equation: String, _ operands: Tensor...) -> Tensor {
    einsum(equation, operands)
  }

  /// A sum of products of the tensors in an array, in Einstein notation. `torch.einsum`.
  public static func einsum(_ equation: String, _ operands: [Tensor]) -> Tensor {
    let plan = EinsumPlan(equation, operands)
    let parts = zip(operands, plan.inputs).map { plan.reduced($0, $1) }
    // From left to right; a label is kept as long as a later operand or the result has it.
    var product = parts[0]
    for index in parts.indices.dropFirst() {
      let needed = plan.output + parts[(index + 1)...].flatMap(\.labels)
      product = plan.product(product, parts[index], keeping: needed)
    }
    return plan.result(of: product)
  }
}

/// An equation, parsed and checked against the operands.
private struct EinsumPlan {
  /// The label of each dimension of each operand: a letter, or a digit if `...` represents it.
  let inputs: [[Character]]
  let output: [Character]
  private let equation: String
  private var sizes: [Character: Int] = [:]

  init(_ equation: String, _ operands: [Tensor]) {
    self.equation = equation
    func wrong(_ problem: String) -> Never { fail("einsum", "\(equation): \(problem)") }
    if operands.isEmpty { wrong("there is no tensor to take") }
    let sides = EinsumPlan.sides(of: equation)
    let terms = sides.inputs.map { EinsumPlan.labels($0, wrong) }
    if terms.count != operands.count {
      wrong("names \(terms.count) operands, \(operands.count) were given")
    }
    let ranks = zip(terms, operands).map { term, operand in
      let rest = operand.rank - term.count { $0 != EinsumPlan.ellipsis }
      if rest < 0 || (rest > 0 && !term.contains(EinsumPlan.ellipsis)) {
        let text = EinsumPlan.text(term)
        wrong("\(text) does not name the \(operand.rank) dims of shape \(operand.shape)")
      }
      return term.contains(EinsumPlan.ellipsis) ? rest : 0
    }
    // The dimensions of an ellipsis are aligned from the last, as in broadcasting.
    let most = ranks.max()!
    func spelled(_ term: [Character], _ rank: Int) -> [Character] {
      let digits = (most - rank..<most).map { Character("\($0)") }
      return term.flatMap { $0 == EinsumPlan.ellipsis ? digits : [$0] }
    }
    inputs = zip(terms, ranks).map(spelled)
    for (labels, operand) in zip(inputs, operands) {
      for (label, size) in zip(labels, operand.shape) {
        if let known = sizes[label], known != size, known != 1, size != 1 {
          wrong("\(label) is \(known) in one place and \(size) in shape \(operand.shape)")
        }
        sizes[label] = sizes[label].map { $0 == 1 ? size : $0 } ?? size
      }
    }
    let letters = terms.flatMap { $0 }.filter { $0 != EinsumPlan.ellipsis }
    let once = Set(letters).filter { letter in letters.count { $0 == letter } == 1 }
    let result = sides.output.map { EinsumPlan.labels($0, wrong) }
    output = spelled(result ?? [EinsumPlan.ellipsis] + once.sorted(), most)
    for label in output {
      if sizes[label] == nil { wrong("the result's \(label) is in no operand") }
      if output.count(where: { $0 == label }) > 1 { wrong("the result names \(label) twice") }
    }
  }

  private static let ellipsis: Character = "…"

  /// The terms before the arrow, and what follows the arrow, if there is one.
  private static func sides(of equation: String) -> (inputs: [Substring], output: Substring?) {
    let sides = equation.split(separator: "->", maxSplits: 1, omittingEmptySubsequences: false)
    let inputs = sides[0].split(separator: ",", omittingEmptySubsequences: false)
    return (inputs, sides.count > 1 ? sides[1] : nil)
  }

  /// The letters of a term, with a single character for an ellipsis.
  private static func labels(_ term: Substring, _ wrong: (String) -> Never) -> [Character] {
    let parts = term.filter { $0 != " " }.split(separator: "...", omittingEmptySubsequences: false)
    if parts.count > 2 { wrong("... stands for all dimensions left over; use it once in a term") }
    for letter in parts.joined() where !(letter.isASCII && letter.isLetter) {
      wrong("\(letter) is not a letter; each letter names one dimension")
    }
    return Array(parts.joined(separator: [ellipsis]))
  }

  private static func text(_ term: [Character]) -> String {
    term.map { $0 == ellipsis ? "..." : String($0) }.joined()
  }

  /// An operand with a label for each of its dimensions.
  typealias Labelled = (tensor: Tensor, labels: [Character])

  /// The operand with distinct labels and without the dimensions of size 1 that broadcast.
  func reduced(_ operand: Tensor, _ labels: [Character]) -> Labelled {
    var (tensor, labels) = (operand, labels)
    while let second = labels.indices.first(where: { labels[..<$0].contains(labels[$0]) }) {
      let first = labels.firstIndex(of: labels[second])!
      check(
        tensor.shape[first] == tensor.shape[second], "einsum",
        "\(equation): \(labels[second]) is \(tensor.shape[first]) in one place and "
          + "\(tensor.shape[second]) in shape \(operand.shape)")
      tensor = tensor.diagonal(first, second)
      labels.append(labels.remove(at: second))
      labels.remove(at: first)
    }
    // A single element that broadcasts is a factor of them all, so its dimension can be removed.
    let single = labels.indices.filter { tensor.shape[$0] == 1 && sizes[labels[$0]]! != 1 }
    if !single.isEmpty { tensor = tensor.squeeze(dims: single) }
    return (tensor, labels.indices.filter { !single.contains($0) }.map { labels[$0] })
  }

  /// The result from a single operand.
  func result(of operand: Labelled) -> Tensor { ordered(summed(operand, keeping: output)) }

  private func summed(_ operand: Labelled, keeping needed: [Character]) -> Labelled {
    let extra = operand.labels.indices.filter { !needed.contains(operand.labels[$0]) }
    if extra.isEmpty { return operand }
    return (operand.tensor.sum(dims: extra), operand.labels.filter { needed.contains($0) })
  }

  private func ordered(_ operand: Labelled) -> Tensor {
    operand.tensor.permute(output.map { operand.labels.firstIndex(of: $0)! })
  }

  /// The product of two operands as one batched matrix product: shared labels form the batch if
  /// they are needed and are summed over otherwise; the others are rows and columns.
  func product(
    _ first: Labelled, _ second: Labelled, keeping needed: [Character]
  ) -> Labelled {
    let left = summed(first, keeping: needed + second.labels)
    let right = summed(second, keeping: needed + first.labels)
    let shared = left.labels.filter { right.labels.contains($0) }
    let (batch, inner) = (
      shared.filter { needed.contains($0) }, shared.filter { !needed.contains($0) }
    )
    let rows = left.labels.filter { !shared.contains($0) }
    let columns = right.labels.filter { !shared.contains($0) }
    let a = matrices(left, [batch, rows, inner])
    let b = matrices(right, [batch, inner, columns])
    let labels = batch + rows + columns
    return (a.bmm(b).reshape(Shape(labels.map { sizes[$0]! })), labels)
  }

  /// The operand with its dimensions merged into three groups.
  private func matrices(_ operand: Labelled, _ groups: [[Character]]) -> Tensor {
    let order = groups.flatMap { $0 }.map { operand.labels.firstIndex(of: $0)! }
    return operand.tensor.permute(order)
      .reshape(Shape(groups.map { $0.reduce(1) { $0 * sizes[$1]! } }))
  }
}
