extension Figure {
  /// Tensors as boxes, and what is done with them: `X [2, 5] x A [5, 3] = Y [2, 3]`.
  public struct Shapes: Codable, Hashable, Sendable {
    public struct Term: Codable, Hashable, Sendable {
      public var name: String
      /// One size or two: numbers or words.
      public var sizes: [String]

      public init(name: String, sizes: [String]) {
        self.name = name
        self.sizes = sizes
      }
    }

    public enum Operation: String, Codable, Sendable {
      case product = "x"
      case sum = "+"
      case difference = "-"
      case elementwise = "*"
      case equals = "="
    }

    public var terms: [Term]
    /// What is between the terms: one less than there are terms.
    public var operations: [Operation]

    public init(terms: [Term], operations: [Operation]) {
      self.terms = terms
      self.operations = operations
    }
  }
}
