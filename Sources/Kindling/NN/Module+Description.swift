extension Module: CustomStringConvertible {
  /// The module and its submodules in PyTorch's layout.
  ///
  /// ```
  /// Sequential(
  ///   (0): Linear(in_features=5, out_features=3, bias=True)
  ///   (1): ReLU()
  /// )
  /// ```
  public var description: String {
    let name = "\(type(of: self))"
    let children = childDescriptions
    if children.isEmpty { return "\(name)(\(argumentDescription))" }
    var lines = argumentDescription.isEmpty ? [] : [argumentDescription]
    for (label, text) in children {
      lines.append("(\(label)): " + text.split(separator: "\n").joined(separator: "\n  "))
    }
    return "\(name)(\n  " + lines.joined(separator: "\n  ") + "\n)"
  }

  /// A Boolean value as PyTorch writes it in descriptions.
  static func pythonic(_ flag: Bool) -> String { flag ? "True" : "False" }
}
