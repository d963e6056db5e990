/// What lesson code asks to be drawn: data and words, no shapes or colours.
public struct Figure: Codable, Equatable, Sendable {
  public enum Content: Codable, Equatable, Sendable {
    case lines([Series])
    case points([Series])
    case bars(labels: [String], groups: [Bars])
    case histogram(edges: [Double], counts: [Int])
    case heatmap(values: [[Double]], rows: [String], columns: [String])
  }

  /// Named points of a line or a cloud.
  public struct Series: Codable, Equatable, Sendable {
    public var name: String
    public var x: [Double]
    public var y: [Double]

    public init(name: String, x: [Double], y: [Double]) {
      self.name = name
      self.x = x
      self.y = y
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
