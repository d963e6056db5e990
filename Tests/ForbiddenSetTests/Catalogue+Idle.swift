extension Catalogue {
  /// What works on no tensor's numbers, only holds or hands out what others computed, or runs what
  /// its caller wrote.
  mutating func addWhatDoesNoWork() {
    addPropertiesOfTensors()
    addPropertiesOfModules()
    addNumbersAndIndices()
    addIdle(
      "DType", "DType.bool", "DType.byteCount", "DType.default", "DType.description",
      "DType.float16",
      "DType.float32", "DType.float64", "DType.int16", "DType.int32", "DType.int64", "DType.int8",
      "DType.isFloatingPoint", "DType.promote", "DType.uint8", "Shape", "Shape.==", "Shape.count",
      "Shape.description", "Shape.elementCount", "Shape.endIndex", "Shape.hash", "Shape.init",
      "Shape.maximumRank", "Shape.startIndex", "Shape.subscript")
    // Descriptions, options, errors, and results that others made.
    addIdle(
      "BroadcastError", "Device", "DeviceActivity", "DivergenceReduction", "Fallback",
      "FileError", "GeneratorStateError", "GradientCheckResult", "GradientNode",
      "GraphDescription", "ItemValue", "ItemValue.init", "OptimizerOption",
      "ParameterGroup", "ParameterState", "PrintOptions",
      "Reduction", "Scalar", "StateDictionaryError", "Tensor.gradFn", "Tensor.text",
      "kindlingVersion", "matrixProductKernels", "setDefaultDType", "setDefaultDevice",
      "unanswered", "withDefaultDType", "withDefaultDevice", "withFallback")
    // How gradients are recorded, which concerns no numbers.
    addIdle("GradientHook", "detectingAnomalies", "withGradients", "withoutGradients")
    // A generator of single numbers, from which sections have their tensors filled.
    addIdle("Generator", "manualSeed")
    // What answers fill with code of their own.
    addIdle(
      "DifferentiableFunction", "DifferentiableFunction.backward",
      "DifferentiableFunction.callAsFunction", "DifferentiableFunction.forward",
      "FunctionContext", "Dataset", "Dataset.count", "Dataset.subscript")
    addIdle(
      "LearningRateSchedule", "LearningRateSchedule.epoch", "LearningRateSchedule.init",
      "LearningRateSchedule.initialRates", "LearningRateSchedule.loadStateDictionary",
      "LearningRateSchedule.optimizer", "LearningRateSchedule.rate", "LearningRateSchedule.rates",
      "LearningRateSchedule.stateDictionary", "LearningRateSchedule.step")
    addIdle(
      "Optimizer", "Optimizer.addGroup", "Optimizer.groups", "Optimizer.init",
      "Optimizer.learningRate", "Optimizer.loadStateDictionary", "Optimizer.maximize",
      "Optimizer.parameters",
      "Optimizer.stateDictionary", "Optimizer.stateShapes", "Optimizer.step", "Optimizer.update",
      "Optimizer.zeroGrad")
    // Bases that nobody outside the library can make or fill.
    addIdle("MomentOptimizer", "RecurrentCell", "WeightedLoss")
  }

  private mutating func addPropertiesOfTensors() {
    addIdle(
      "Tensor", "Tensor.bools", "Tensor.description", "Tensor.device", "Tensor.doubles",
      "Tensor.dtype", "Tensor.elementCount",
      "Tensor.floats",
      "Tensor.grad", "Tensor.gradientFunction", "Tensor.ints", "Tensor.isContiguous",
      "Tensor.isLeaf", "Tensor.item",
      "Tensor.onGradient", "Tensor.rank", "Tensor.recordedGraph", "Tensor.requiresGrad",
      "Tensor.requiringGradient", "Tensor.retainGradient", "Tensor.shape", "Tensor.sharesStorage",
      "Tensor.strides", "Tensor.tensorIndex", "Layerwise.Tensor.signal")
  }

  private mutating func addPropertiesOfModules() {
    addIdle(
      "Buffer", "Parameter", "Layerwise.Array.signal", "Layerwise.Learned", "Layerwise.Signal")
    addIdle("Loss", "Loss.callAsFunction", "Loss.forward", "Loss.init", "Loss.reduction")
    addIdle(
      "Module", "Module.apply", "Module.argumentDescription", "Module.callAsFunction",
      "Module.children", "Module.description", "Module.eval", "Module.forward", "Module.freeze",
      "Module.init", "Module.isTraining", "Module.loadStateDictionary", "Module.namedBuffers",
      "Module.namedModules", "Module.namedParameters", "Module.parameterCount",
      "Module.parameters", "Module.stateDictionary", "Module.to", "Module.train",
      "Module.unfreeze", "Module.zeroGrad")
    addIdle(
      "Layerwise.Container", "Layerwise.Container.add", "Layerwise.Container.description",
      "Layerwise.Container.get", "Layerwise.Container.init", "Layerwise.Container.learned",
      "Layerwise.Container.modules", "Layerwise.Container.setTraining",
      "Layerwise.Container.size")
    addIdle(
      "Layerwise.Criterion", "Layerwise.Criterion.backward", "Layerwise.Criterion.forward",
      "Layerwise.Criterion.gradInput", "Layerwise.Criterion.init", "Layerwise.Criterion.output",
      "Layerwise.Criterion.updateGradInput", "Layerwise.Criterion.updateOutput")
    addIdle(
      "Layerwise.Module", "Layerwise.Module.accGradParameters", "Layerwise.Module.backward",
      "Layerwise.Module.description", "Layerwise.Module.evaluate", "Layerwise.Module.fields",
      "Layerwise.Module.forward",
      "Layerwise.Module.gradInput", "Layerwise.Module.init", "Layerwise.Module.isTraining",
      "Layerwise.Module.learned", "Layerwise.Module.output", "Layerwise.Module.setTraining",
      "Layerwise.Module.training", "Layerwise.Module.updateGradInput",
      "Layerwise.Module.updateOutput")
  }

  /// What Swift's own types have, so that they can be elements, scalars and indices.
  private mutating func addNumbersAndIndices() {
    for type in ["Bool", "Double", "Float", "Float16", "Int16", "Int32", "Int64", "Int8", "UInt8"] {
      addIdle("\(type).defaultDType", "\(type).dtype", "\(type).scalar")
    }
    addIdle("Int.defaultDType", "Int.scalar", "Int.tensorIndex")
    addIdle(
      "Array", "Array.defaultDType", "Array.forEachNumber", "Array.nestedShape", "Array.shape",
      "Array.tensorIndex", "TensorData", "TensorData.defaultDType", "TensorData.forEachNumber",
      "TensorData.nestedShape", "TensorData.shape", "ScalarValue", "ScalarValue.scalar",
      "Layerwise.SignalConvertible", "Layerwise.SignalConvertible.signal")
    addIdle(
      "Bool.add", "Bool.asDouble", "Bool.asInt64", "Bool.init", "Bool.isLess", "Bool.multiply",
      "Bool.subtract", "Element", "Element.add", "Element.asDouble", "Element.asInt64",
      "Element.dtype", "Element.init", "Element.isLess", "Element.multiply", "Element.subtract",
      "FloatingElement", "FloatingElement.add", "FloatingElement.asDouble",
      "FloatingElement.asInt64", "FloatingElement.init", "FloatingElement.isLess",
      "FloatingElement.multiply", "FloatingElement.subtract")
    for range in [
      "ClosedRange", "PartialRangeFrom", "PartialRangeThrough", "PartialRangeUpTo", "Range",
    ] {
      addIdle("\(range)<Int>.tensorIndex")
    }
    addIdle(
      "TensorIndex", "TensorIndexConvertible", "TensorIndexConvertible.all",
      "TensorIndexConvertible.every", "TensorIndexConvertible.newAxis",
      "TensorIndexConvertible.rest", "TensorIndexConvertible.tensorIndex", "TensorRange",
      "TensorRange.by")
  }
}
