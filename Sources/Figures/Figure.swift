/// What lesson code asks to be drawn: data and words, no shapes or colours.
public struct Figure: Codable, Equatable, Sendable {
  public indirect enum Content: Codable, Equatable, Sendable {
    case plane(Plane)
    case bars(labels: [String], groups: [Bars])
    case histogram(edges: [Double], counts: [Int])
    case heatmap(values: [[Double]], rows: [String], columns: [String])
    case graph(Graph)
    case shapes(Shapes)
    /// Several figures beside each other, with the same axes.
    case panels([Figure])
    /// The same figure for several values of one number, with the same axes.
    case frames(name: String, values: [String], figures: [Figure])

    /// Lines and nothing else.
    public static func lines(_ lines: [Series]) -> Content { .plane(Plane(lines: lines)) }

    /// Points and nothing else.
    public static func points(_ points: [Series]) -> Content { .plane(Plane(points: points)) }
  }

  /// Named points of a line or a cloud.
  public struct Series: Codable, Equatable, Sendable {
    public var name: String
    public var x: [Double]
    public var y: [Double]
    /// A word at each point; empty when there are none.
    public var labels: [String]
    /// Whether the points of a line are marked, as those of a path are.
    public var isMarked: Bool

    public init(
      name: String, x: [Double], y: [Double], labels: [String] = [], isMarked: Bool = false
    ) {
      self.name = name
      self.x = x
      self.y = y
      self.labels = labels
      self.isMarked = isMarked
    }
  }

  /// One value a label, drawn in one colour.
  public struct Bars: Codable, Equatable, Sendable {
    public var name: String
    public var values: [Double]

    public init(name: String, values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  public var content: Content
  public var title: String
  public var xLabel: String
  public var yLabel: String
  /// What the figure shows, for those who cannot see it; derived from the data when empty.
  public var description: String

  public init(
    _ content: Content, title: String, xLabel: String = "", yLabel: String = "",
    description: String = ""
  ) {
    self.content = content
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.description = description
  }
}
