import Markup

/// Draws the few shapes that charts are made of.
struct Pen {
  /// How many series have a colour and a dash of their own; more begin again.
  private static let styles = 10

  /// How much larger, in proportion, a small window shows words; there must be room for them too.
  static let smallWindow = 1.42

  let svg: Element

  /// A series' class in the stylesheet.
  static func style(_ series: Int) -> String { "series-\(series % styles)" }

  /// About how wide a text is at the size that drawings use, in a font that is not known.
  static func width(of text: String) -> Double {
    text.unicodeScalars.reduce(0) { width, scalar in
      switch scalar {
      case "i", "j", "l", "t", "f", "r", ".", ",", "'", ":", ";", "|", "(", ")", " ": width + 4.4
      case "m", "w", "M", "W": width + 11
      case "A"..."Z": width + 8.8
      default: width + (scalar.value < 0x2000 ? 7.3 : 13)
      }
    }
  }

  /// A point; its shape distinguishes the series as well as its colour does.
  func mark(_ series: Int, x: Double, y: Double) {
    let style = "point \(Self.style(series))"
    switch series % 5 {
    case 0:
      svg.add("circle", ["class": style, "cx": coordinate(x), "cy": coordinate(y), "r": "4"])
    case 1:
      svg.add(
        "rect",
        [
          "class": style, "x": coordinate(x - 3.6), "y": coordinate(y - 3.6), "width": "7.2",
          "height": "7.2",
        ])
    case 3:
      let (left, right) = (coordinate(x - 5), coordinate(x + 5))
      let (upper, lower) = (coordinate(y - 5), coordinate(y + 5))
      let path =
        "M\(coordinate(x)) \(upper)L\(right) \(coordinate(y))L\(coordinate(x)) \(lower)"
        + "L\(left) \(coordinate(y))Z"
      svg.add("path", ["class": style, "d": path])
    case 4:
      let (left, right, base) = (coordinate(x - 4.6), coordinate(x + 4.6), coordinate(y - 3.8))
      let path = "M\(coordinate(x)) \(coordinate(y + 4.6))L\(left) \(base)L\(right) \(base)Z"
      svg.add("path", ["class": style, "d": path])
    default:
      let (left, right, base) = (coordinate(x - 4.6), coordinate(x + 4.6), coordinate(y + 3.8))
      let path = "M\(coordinate(x)) \(coordinate(y - 4.6))L\(right) \(base)L\(left) \(base)Z"
      svg.add("path", ["class": style, "d": path])
    }
  }

  /// A bar from one height to another, either of which may be the upper one.
  func bar(_ series: Int, x: Double, width: Double, from start: Double, to end: Double) {
    svg.add(
      "rect",
      [
        "class": "bar \(Self.style(series))", "x": coordinate(x),
        "y": coordinate(min(start, end)), "width": coordinate(width),
        "height": coordinate(abs(end - start)),
      ])
  }

  /// A lying bar from one place to another, either of which may be further right.
  func bar(_ series: Int, y: Double, height: Double, from start: Double, to end: Double) {
    svg.add(
      "rect",
      [
        "class": "bar \(Self.style(series))", "x": coordinate(min(start, end)),
        "y": coordinate(y), "width": coordinate(abs(end - start)), "height": coordinate(height),
      ])
  }

  func line(_ style: String, x: (Double, Double), y: (Double, Double)) {
    svg.add(
      "line",
      [
        "class": style, "x1": coordinate(x.0), "y1": coordinate(y.0), "x2": coordinate(x.1),
        "y2": coordinate(y.1),
      ])
  }

  func text(_ text: String, x: Double, y: Double, anchor: String, style: String? = nil) {
    svg.add(
      "text",
      ["class": style, "x": coordinate(x), "y": coordinate(y), "text-anchor": anchor], text)
  }

  /// A text that rises to the right from where it begins.
  func slantedText(_ text: String, x: Double, y: Double) {
    let (x, y) = (coordinate(x), coordinate(y))
    svg.add("text", ["x": x, "y": y, "transform": "rotate(-45 \(x) \(y))"], text)
  }

  /// The horizontal axis's name.
  func xLabel(_ text: String, x: Double, y: Double) {
    if !text.isEmpty { self.text(text, x: x, y: y, anchor: "middle", style: "label") }
  }

  /// The vertical axis's name, turned to run along it.
  func yLabel(_ text: String, middle: Double) {
    guard !text.isEmpty else { return }
    let y = coordinate(middle)
    svg.add(
      "text",
      [
        "class": "label", "x": "16", "y": y, "text-anchor": "middle",
        "transform": "rotate(-90 16 \(y))",
      ], text)
  }
}
