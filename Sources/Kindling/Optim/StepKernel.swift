/// One optimizer's step of one parameter, written for single numbers.
///
/// It passes over the memory once; as tensor operations each term of the formula would be a pass
/// with a result of its own, which would take most of the time of a training step.
protocol StepKernel: FloatingVisitor where Result == Void {
  /// What changes; its elements lie row by row when the kernel runs.
  var parameter: Tensor { get set }
  /// The parameter's gradient; its elements lie row by row when the kernel runs.
  var gradient: Tensor { get set }
}

extension StepKernel {
  /// Changes the parameter in place.
  func run() {
    check(
      gradient.shape == parameter.shape && gradient.dtype == parameter.dtype, "step()",
      "a \(gradient.dtype) gradient of shape \(gradient.shape) does not fit a \(parameter.dtype) "
        + "parameter of shape \(parameter.shape)")
    var kernel = self
    if !parameter.isContiguous { kernel.parameter = copyKernel(parameter) }
    if !gradient.isContiguous { kernel.gradient = copyKernel(gradient) }
    parameter.dtype.visitFloating(kernel, "step()")
    if kernel.parameter !== parameter { copyKernel(kernel.parameter, into: parameter) }
    parameter.storage.noteChange()
  }
}
