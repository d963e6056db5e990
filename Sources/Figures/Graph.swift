extension Figure {
  /// Boxes and arrows: what leads to what.
  public struct Graph: Codable, Hashable, Sendable {
    public struct Node: Codable, Hashable, Sendable {
      public enum Kind: String, Codable, Sendable {
        /// Something that is there.
        case value
        /// Something that is done.
        case operation
      }

      public var label: String
      public var kind: Kind

      public init(label: String, kind: Kind) {
        self.label = label
        self.kind = kind
      }
    }

    /// An arrow between two nodes, given by their positions.
    public struct Edge: Codable, Hashable, Sendable {
      public var from: Int
      public var to: Int
      public var label: String

      public init(from: Int, to: Int, label: String = "") {
        self.from = from
        self.to = to
        self.label = label
      }
    }

    public var nodes: [Node]
    public var edges: [Edge]

    public init(nodes: [Node], edges: [Edge]) {
      self.nodes = nodes
      self.edges = edges
    }
  }
}
