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
      /// Lines under the label, such as a value and a gradient.
      public var details: [String]
      /// Where the box leads, as a lesson writes it: `2.3`; empty where it leads nowhere.
      public var link: String

      public init(label: String, kind: Kind, details: [String] = [], link: String = "") {
        self.label = label
        self.kind = kind
        self.details = details
        self.link = link
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

    /// Which way the arrows lead.
    public enum Direction: String, Codable, Sendable {
      /// To the right where there is room, else down.
      case fitting
      case right
      case down
    }

    public var nodes: [Node]
    public var edges: [Edge]
    public var direction: Direction

    public init(nodes: [Node], edges: [Edge], direction: Direction = .fitting) {
      self.nodes = nodes
      self.edges = edges
      self.direction = direction
    }
  }
}
