/// A part of a model: parameters, other modules, and a function that uses them.
///
/// Subclass it, store layers or ``Parameter`` tensors in properties, and override ``forward(_:)``.
/// Every parameter in a stored property, in an array of modules or in a module that is stored, is
/// found by name; one that is shared counts once. Corresponds to `torch.nn.Module`.
///
/// ```swift
/// final class Classifier: Module {
///   let linear = Linear(26, 2)
///   override func forward(_ x: Tensor) -> Tensor { linear(x).logSoftmax(dim: 1) }
/// }
/// let model = Classifier()
/// model.namedParameters().map(\.name)  // ["linear.weight", "linear.bias"]
/// ```
open class Module {
  public init() {}

  /// What the module computes. Traps unless a subclass overrides it.
  open func forward(_ input: Tensor) -> Tensor {
    fail("\(type(of: self))", "override forward(_:) to say what this module computes")
  }

  /// Runs ``forward(_:)``: `model(x)`.
  public final func callAsFunction(_ input: Tensor) -> Tensor { forward(input) }

  /// The parameters with their names, in the order of the properties that hold them.
  public final func namedParameters() -> [(name: String, parameter: Tensor)] {
    found.map { ($0.name, $0.parameter.wrappedValue) }
  }

  /// The parameters, in the order of the properties that hold them. `torch.nn.Module.parameters`.
  public final func parameters() -> [Tensor] { found.map(\.parameter.wrappedValue) }

  /// Forgets the gradient of every parameter. `torch.nn.Module.zero_grad`.
  public final func zeroGrad() {
    for (_, parameter) in found { parameter.wrappedValue.grad = nil }
  }

  /// Looked up once: reflection is slow, and the properties of a class do not change.
  private final lazy var found: [(name: String, parameter: Parameter)] = {
    var seen: Set<ObjectIdentifier> = []
    var list: [(name: String, parameter: Parameter)] = []
    Module.search(Mirror(reflecting: self), "", &seen, &list)
    return list
  }()

  private static func search(
    _ mirror: Mirror, _ prefix: String, _ seen: inout Set<ObjectIdentifier>,
    _ list: inout [(name: String, parameter: Parameter)]
  ) {
    if let parent = mirror.superclassMirror, parent.subjectType != Module.self {
      search(parent, prefix, &seen, &list)
    }
    for (index, child) in mirror.children.enumerated() {
      let label = child.label ?? String(index)
      switch child.value {
      case let parameter as Parameter:
        // A property wrapper is stored under the property's name with an underscore before it.
        let name = label.hasPrefix("_") ? String(label.dropFirst()) : label
        if seen.insert(ObjectIdentifier(parameter)).inserted {
          list.append((prefix + name, parameter))
        }
      case let module as Module:
        if seen.insert(ObjectIdentifier(module)).inserted {
          search(Mirror(reflecting: module), prefix + label + ".", &seen, &list)
        }
      case let modules as [Module]:
        for (position, module) in modules.enumerated()
        where seen.insert(ObjectIdentifier(module)).inserted {
          search(Mirror(reflecting: module), "\(prefix)\(label).\(position).", &seen, &list)
        }
      default: break
      }
    }
  }
}
