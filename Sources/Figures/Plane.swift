extension Figure {
  /// What is drawn over a horizontal and a vertical axis of numbers.
  public struct Plane: Codable, Equatable, Sendable {
    public var lines: [Series]
    public var points: [Series]
    /// A height over every place, drawn as lines of equal height.
    public var surface: Surface?
    /// A class at every place, drawn as coloured regions.
    public var regions: Regions?
    public var xScale: AxisScale
    public var yScale: AxisScale
    /// Whether a unit is as long on one axis as on the other.
    public var hasEqualAxes: Bool

    public init(
      lines: [Series] = [], points: [Series] = [], surface: Surface? = nil,
      regions: Regions? = nil, xScale: AxisScale = .linear, yScale: AxisScale = .linear,
      hasEqualAxes: Bool = false
    ) {
      self.lines = lines
      self.points = points
      self.surface = surface
      self.regions = regions
      self.xScale = xScale
      self.yScale = yScale
      self.hasEqualAxes = hasEqualAxes
    }
  }

  /// A function of two numbers on a grid.
  public struct Surface: Codable, Equatable, Sendable {
    public var x: [Double]
    public var y: [Double]
    /// A row for each `y`.
    public var values: [[Double]]
    public var levels: [Double]

    public init(x: [Double], y: [Double], values: [[Double]], levels: [Double]) {
      self.x = x
      self.y = y
      self.values = values
      self.levels = levels
    }
  }

  /// The class of each cell of a grid.
  public struct Regions: Codable, Equatable, Sendable {
    /// The middles of the cells.
    public var x: [Double]
    public var y: [Double]
    /// A row for each `y`; each number is a position in `names`.
    public var classes: [[Int]]
    public var names: [String]

    public init(x: [Double], y: [Double], classes: [[Int]], names: [String]) {
      self.x = x
      self.y = y
      self.classes = classes
      self.names = names
    }
  }
}

/// How numbers are laid on an axis.
public enum AxisScale: String, Codable, Sendable {
  /// Equal steps are equally long.
  case linear
  /// Equal factors are equally long.
  case log
}
