import Kindling

/// Fails unless a module finds parameters of these shapes in this order, each a leaf that requires a
/// gradient.
///
/// The message names the properties that hold a tensor and no parameter.
///
/// - Parameter inputs: what the module was made with, by name.
/// - Returns: the parameters; nil where they are others.
@discardableResult
public func expectParameters(
  of module: Module, shaped shapes: [Shape], for inputs: KeyValuePairs<String, Any>,
  file: StaticString = #filePath, line: UInt = #line
) -> [Tensor]? {
  let found = module.parameters()
  guard found.map(\.shape) == shapes else {
    expectEqual(
      found.map(\.shape), shapes, for: inputs, "shapes of what parameters() finds",
      advice: adviceOnConstants(of: module), file: file, line: line)
    return nil
  }
  for (order, parameter) in found.enumerated() where !(parameter.requiresGrad && parameter.isLeaf) {
    expect(
      false, "parameter \(order) is not a leaf that requires a gradient", for: inputs, file: file,
      line: line)
    return nil
  }
  return found
}

/// A line for each property that holds a tensor without `@Parameter`.
func adviceOnConstants(of module: Module) -> [String] {
  Mirror(reflecting: module).children.filter { $0.value is Tensor }.compactMap(\.label)
    .map { "`\($0)` is a constant to the module: it has no `@Parameter`" }
}
