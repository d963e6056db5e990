/// An optimizer's step for one parameter, written element by element.
///
/// It makes a single pass over memory; with tensor operations, each term of the formula would be a
/// pass with its own result, which would take most of the time of a training step.
protocol StepKernel: FloatingVisitor where Result == Void {
  /// The parameter to update; contiguous when the kernel runs.
  var parameter: Tensor { get set }
  /// The parameter's gradient; contiguous when the kernel runs.
  var gradient: Tensor { get set }
  /// The device kernel for the same step, which is among ``DeviceSource/steps``, and its arguments.
  var onDevice: (kernel: String, tensors: [Tensor], numbers: [Double], flag: Bool) { get }
}

extension StepKernel {
  /// Updates the parameter in place.
  func run() {
    check(
      gradient.shape == parameter.shape && gradient.dtype == parameter.dtype, "step()",
      "a \(gradient.dtype) gradient of shape \(gradient.shape) does not fit a \(parameter.dtype) "
        + "parameter of shape \(parameter.shape)")
    var kernel = self
    if !parameter.isContiguous { kernel.parameter = copyKernel(parameter) }
    if !gradient.isContiguous { kernel.gradient = copyKernel(gradient) }
    if commonHome("step()", parameter, gradient) != nil {
      kernel.runOnDevice()
    } else {
      parameter.dtype.visitFloating(kernel, "step()")
    }
    if kernel.parameter !== parameter { copyKernel(kernel.parameter, into: parameter) }
    parameter.storage.noteChange()
  }

  private func runOnDevice() {
    let (kernel, tensors, numbers, flag) = onDevice
    let home = commonHome("step()", tensors)!
    home.launch(
      kernel, parameter.dtype, [(parameter.elementCount, 64)],
      [.count(parameter.elementCount)] + tensors.map { .update($0) }
        + tensors.map { .count($0.offset) } + numbers.map { .number(.double($0)) } + [.flag(flag)])
  }
}
