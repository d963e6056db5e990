/// One element of a table, counted from 1, or from the end if the index is negative.
/// `nn.SelectTable`.
public final class SelectTable: Module {
  private let index: Int

  /// A module that selects the element at `index`.
  public init(_ index: Int) { self.index = index }

  /// Traps with `nn.SelectTable: element 3 is outside 1...2`.
  public override func updateOutput(_ input: Signal) -> Signal {
    input.table(name)[place(input)]
  }

  /// dL/dy for the element, zeros for the others.
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    var gradients = input.table.map(\.zeros)
    gradients[place(input)] = gradOutput
    return .table(gradients)
  }

  private func place(_ input: Signal) -> Int {
    let count = input.table(name).count
    let place = index < 0 ? index + count : index - 1
    check(
      index != 0 && (0..<count).contains(place), name, "element \(index) is outside 1...\(count)")
    return place
  }

  /// `nn.SelectTable(1)`.
  public override var description: String { "\(name)(\(index))" }
}

/// A range of consecutive elements of a table, starting at an offset counted from 1.
/// `nn.NarrowTable`.
public final class NarrowTable: Module {
  private let offset: Int, length: Int

  /// A module that selects `length` elements, starting at `offset`.
  public init(_ offset: Int, _ length: Int = 1) {
    self.offset = offset
    self.length = length
  }

  /// Traps with `nn.NarrowTable: elements 2...4 are outside 1...3`.
  public override func updateOutput(_ input: Signal) -> Signal {
    let elements = input.table(name)
    check(
      offset >= 1 && length >= 1 && offset - 1 + length <= elements.count, name,
      "elements \(offset)...\(offset + length - 1) are outside 1...\(elements.count)")
    return .table(Array(elements[offset - 1..<offset - 1 + length]))
  }

  /// The elements of dL/dy in their places, zeros for the others.
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    var gradients = input.table.map(\.zeros)
    gradients.replaceSubrange(offset - 1..<offset - 1 + length, with: gradOutput.table)
    return .table(gradients)
  }
}
