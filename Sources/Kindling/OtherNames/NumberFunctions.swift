// The functions of tensors, called on a plain number. None of these can be called either.
//
// Without them the compiler takes the number for a tensor that went wrong, and says of `exp(-x)`
// that `-` cannot be applied to a Double. `pow` is not here, since the library needs C's.

@available(*, unavailable, message: "for a number write .exp(x), with import RealModule")
public func exp(_ x: Double) -> Double { fatalError() }
@available(*, unavailable, message: "for a number write .log(x), with import RealModule")
public func log(_ x: Double) -> Double { fatalError() }
@available(*, unavailable, message: "for a number write .sin(x), with import RealModule")
public func sin(_ x: Double) -> Double { fatalError() }
@available(*, unavailable, message: "for a number write .cos(x), with import RealModule")
public func cos(_ x: Double) -> Double { fatalError() }
@available(*, unavailable, message: "for a number write .tanh(x), with import RealModule")
public func tanh(_ x: Double) -> Double { fatalError() }
@available(*, unavailable, message: "for a number write x.squareRoot()")
public func sqrt(_ x: Double) -> Double { fatalError() }
@available(*, unavailable, message: "for a number write Double(x).squareRoot()")
public func sqrt(_ x: Int) -> Double { fatalError() }
@available(*, unavailable, message: "for a number write x.rounded(.down)")
public func floor(_ x: Double) -> Double { fatalError() }
@available(*, unavailable, message: "for a number write x.rounded(.up)")
public func ceil(_ x: Double) -> Double { fatalError() }
