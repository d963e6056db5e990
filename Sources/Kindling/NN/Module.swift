/// A part of a model: parameters, other modules, and a function that uses them.
///
/// Subclass it, store layers, ``Parameter`` and ``Buffer`` tensors in properties, and override
/// ``forward(_:)``. Everything in a stored property, in an array of modules or in a module that is
/// stored, is found by name; what is shared counts once, under the name met first. Corresponds to
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
  /// Whether the module is in training mode, as it is at first; ``Dropout`` asks.
  public final private(set) var isTraining: Bool = true

  /// What the stored properties held when they were last looked at.
  private final var reflection: Reflection?

  /// A module in training mode.
  public init() {}

  /// What the module holds itself, by name.
  var members: [Member] {
    // Looking is slow, and training loops ask in every step.
    if let reflection, reflection.properties.areThose(of: self) { return reflection.members }
    let reflection = Reflection(of: self)
    self.reflection = reflection
    return reflection.members
  }

  /// What the module computes. Traps unless a subclass overrides it.
  open func forward(_ input: Tensor) -> Tensor {
    fail("\(type(of: self))", "override forward(_:) to say what this module computes")
  }

  /// Runs ``forward(_:)``: `model(x)`.
  public final func callAsFunction(_ input: Tensor) -> Tensor { forward(input) }

  /// The arguments that ``Module/description`` shows between the parentheses; none unless a subclass
  /// overrides it. `torch.nn.Module.extra_repr`.
  open var argumentDescription: String { "" }

  /// The lines for the modules inside, as (label, description).
  var childDescriptions: [(label: String, text: String)] {
    members.compactMap { member in
      if case .module(let module) = member.kind { (member.name, "\(module)") } else { nil }
    }
  }
}

/// What a module is made of.
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

  /// The number of elements in all parameters together.
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

  /// This module, named `""`, and every one inside it, outer ones first.
  /// `torch.nn.Module.named_modules`.
  public final func namedModules() -> [(name: String, module: Module)] {
    var list: [(name: String, module: Module)] = [("", self)]
    visitMembers { name, kind in
      if case .module(let module) = kind { list.append((name, module)) }
    }
    return list
  }
}

/// What is done to a module and everything inside it.
extension Module {
  /// Calls `body` with every module inside, each once and before what holds it, and with this one
  /// last: for instance to fill weights. `torch.nn.Module.apply`.
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

  /// Switches to training mode, or to evaluation with `false`. `torch.nn.Module.train`.
  @discardableResult
  public final func train(_ mode: Bool = true) -> Self {
    apply { $0.isTraining = mode }
  }

  /// Switches to evaluation mode. `torch.nn.Module.eval`.
  @discardableResult
  public final func eval() -> Self { train(false) }

  /// Forgets the gradient of every parameter. `torch.nn.Module.zero_grad`.
  public final func zeroGrad() {
    forEachParameter { $0.grad = nil }
  }

  /// Stops training of every parameter: none requires a gradient from now on.
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
  /// The parameters become other tensors, without gradients: convert a model before its optimizer
  /// is made. Traps with `to: parameters are floating point and cannot become int64`.
  @discardableResult
  public final func to(_ dtype: DType) -> Self {
    check(
      dtype.isFloatingPoint, "to", "parameters are floating point and cannot become \(dtype)")
    // What is shared stays shared.
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
