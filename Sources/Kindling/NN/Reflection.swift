/// The contents of a module's stored properties when it was inspected.
final class Reflection {
  private(set) var members: [Module.Member] = []
  let properties: StoredProperties
  /// The arrays that members were found in, kept alive as ``StoredProperties`` requires.
  private var arrays: [Any] = []

  init(of module: Module) {
    properties = StoredProperties(of: module)
    collect(Mirror(reflecting: module))
  }

  /// Collects the members in the properties, those of superclasses first.
  private func collect(_ mirror: Mirror) {
    if let parent = mirror.superclassMirror, parent.subjectType != Module.self { collect(parent) }
    for (label, value) in mirror.children {
      guard let label else { continue }
      // A property wrapper is stored under the property's name prefixed with an underscore.
      let name = label.hasPrefix("_") ? String(label.dropFirst()) : label
      switch value {
      case let parameter as Parameter: add(parameter.name ?? name, .parameter(parameter))
      case let buffer as Buffer: add(name, .buffer(buffer))
      case let module as Module: add(label, .module(module))
      case let modules as [Module]:
        arrays.append(value)
        for (index, module) in modules.enumerated() { add("\(label).\(index)", .module(module)) }
      default: break
      }
    }
  }

  private func add(_ name: String, _ kind: Module.Member.Kind) {
    members.append(Module.Member(name: name, kind: kind))
  }
}
