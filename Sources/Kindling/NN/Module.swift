/// A part of a model: parameters, other modules, and a function that uses them.
///
/// Subclass it, store layers, ``Parameter`` and ``Buffer`` tensors in properties, and override
/// ``forward(_:)``. Everything in a stored property, an array of modules or a stored module is
/// found by name; anything shared counts once, under the first name found. Corresponds to
/// `torch.nn.Module`.
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
  /// Whether the module is in training mode, as it is initially; ``Dropout`` depends on it.
  public final private(set) var isTraining: Bool = true

  /// The contents of the stored properties when they were last inspected.
  private final var reflection: Reflection?

  /// A module in training mode.
  public init() {}

  /// The module's own members, by name.
  var members: [Member] {
    // Inspection is slow, and training loops need the members in every step.
    if let reflection, reflection.properties.areThose(of: self) { return reflection.members }
    let reflection = Reflection(of: self)
    self.reflection = reflection
    return reflection.members
  }

  /// Computes the module's output. Traps unless a subclass overrides it.
  open func forward(_ input: Tensor) -> Tensor {
    fail("\(type(of: self))", "override forward(_:) to say what this module computes")
  }

  /// Runs ``forward(_:)``: `model(x)`.
  public final func callAsFunction(_ input: Tensor) -> Tensor { forward(input) }

  /// The arguments that ``Module/description`` shows between the parentheses; none unless a
  /// subclass overrides it. `torch.nn.Module.extra_repr`.
  open var argumentDescription: String { "" }

  /// The lines for the submodules, as (label, description).
  var childDescriptions: [(label: String, text: String)] {
    members.compactMap { member in
      if case .module(let module) = member.kind { (member.name, "\(module)") } else { nil }
    }
  }
}

/// The parts of a module.
extension Module {
  /// The parameters with their names, in the order of the properties that hold them.
  /// `torch.nn.Module.named_parameters`.
  public final func namedParameters() -> [(name: String, parameter: Tensor)] {
    var list: [(name: String, parameter: Tensor)] = []
    visitMembers { name, kind in
      if case .parameter(let parameter) = kind { list.append((name, parameter.wrappedValue)) }
    }
    return list
  }

  /// The parameters, in the order of the properties that hold them. `torch.nn.Module.parameters`.
  public final func parameters() -> [Tensor] {
    var list: [Tensor] = []
    list.reserveCapacity(8)
    forEachParameter { list.append($0) }
    return list
  }

  /// The total number of elements in all parameters.
  public final var parameterCount: Int { parameters().reduce(0) { $0 + $1.elementCount } }

  /// The buffers with their names, in the order of the properties that hold them.
  /// `torch.nn.Module.named_buffers`.
  public final func namedBuffers() -> [(name: String, buffer: Tensor)] {
    var list: [(name: String, buffer: Tensor)] = []
    visitMembers { name, kind in
      if case .buffer(let buffer) = kind { list.append((name, buffer.wrappedValue)) }
    }
    return list
  }

  /// The modules stored in this one's properties, each once. `torch.nn.Module.children`.
  public final var children: [Module] {
    var seen: Set<ObjectIdentifier> = []
    return members.compactMap { member in
      guard case .module(let module) = member.kind else { return nil }
      return seen.insert(ObjectIdentifier(module)).inserted ? module : nil
    }
  }

  /// This module, named `""`, and all of its submodules, outer ones first.
  /// `torch.nn.Module.named_modules`.
  public final func namedModules() -> [(name: String, module: Module)] {
    var list: [(name: String, module: Module)] = [("", self)]
    visitMembers { name, kind in
      if case .module(let module) = kind { list.append((name, module)) }
    }
    return list
  }
}

/// Operations on a module and everything inside it.
extension Module {
  /// Calls `body` once for every submodule, before the module that contains it, and finally for
  /// this module: for instance, to initialize weights. `torch.nn.Module.apply`.
  @discardableResult
  public final func apply(_ body: (Module) -> Void) -> Self {
    var seen: Set<ObjectIdentifier> = []
    applyOnce(&seen, body)
    return self
  }

  private final func applyOnce(_ seen: inout Set<ObjectIdentifier>, _ body: (Module) -> Void) {
    guard seen.insert(ObjectIdentifier(self)).inserted else { return }
    for child in children { child.applyOnce(&seen, body) }
    body(self)
  }

  /// Switches to training mode, or to evaluation mode if `mode` is false. `torch.nn.Module.train`.
  @discardableResult
  public final func train(_ mode: Bool = true) -> Self {
    apply { $0.isTraining = mode }
  }

  /// Switches to evaluation mode. `torch.nn.Module.eval`.
  @discardableResult
  public final func eval() -> Self { train(false) }

  /// Clears the gradient of every parameter. `torch.nn.Module.zero_grad`.
  public final func zeroGrad() {
    forEachParameter { $0.grad = nil }
  }

  /// Freezes every parameter: none requires a gradient from now on.
  /// `torch.nn.Module.requires_grad_(False)`.
  @discardableResult
  public final func freeze() -> Self {
    for parameter in parameters() { parameter.requiresGrad = false }
    return self
  }

  /// Makes every parameter require a gradient again. `torch.nn.Module.requires_grad_`.
  @discardableResult
  public final func unfreeze() -> Self {
    for parameter in parameters() { parameter.requiresGrad = true }
    return self
  }

  /// Converts floating-point parameters and buffers to `dtype`. `torch.nn.Module.to`.
  ///
  /// The parameters become new tensors without gradients, so convert a model before making its
  /// optimizer. Traps with `to: parameters are floating point and cannot become int64`.
  @discardableResult
  public final func to(_ dtype: DType) -> Self {
    check(
      dtype.isFloatingPoint, "to", "parameters are floating point and cannot become \(dtype)")
    // Shared tensors stay shared.
    var converted: [ObjectIdentifier: Tensor] = [:]
    var kept: [Tensor] = []
    visitPlaces { kind in
      switch kind {
      case .parameter(let parameter) where parameter.wrappedValue.dtype != dtype:
        let before = parameter.wrappedValue
        let after = converted[ObjectIdentifier(before)] ?? before.detach().to(dtype)
        converted[ObjectIdentifier(before)] = after
        kept.append(before)
        parameter.wrappedValue = after
      case .buffer(let buffer) where buffer.wrappedValue.dtype.isFloatingPoint:
        buffer.wrappedValue = buffer.wrappedValue.to(dtype)
      default: break
      }
    }
    return self
  }
}
