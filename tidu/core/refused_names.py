"""PyTorch's names that Tidu refuses, by the place where they are and the family they are of.

A module in `MODULES` is refused whole, but for the names that Tidu has there.
"""

from __future__ import annotations

MODULES: dict[str, str] = {
    **{f"torch.{part}": "accelerator" for part in ("accelerator", "backends", "cuda", "mps", "mtia", "xpu")},
    **{f"torch.{part}": "compiler" for part in ("compiler", "export")},
    **{f"torch.{part}": "custom" for part in ("library", "ops", "classes", "overrides")},
    **{f"torch.{part}": "inner" for part in ("futures", "monitor", "package", "return_types", "storage")},
    **{f"torch.{part}": "quantised" for part in ("ao", "quantization")},
    "torch.autograd.forward_ad": "forward",
    "torch.cpu": "inner",
    "torch.distributed": "distributed",
    "torch.fft": "fourier",
    "torch.fx": "fx",
    "torch.hub": "download",
    "torch.jit": "jit",
    "torch.masked": "nested",
    "torch.multiprocessing": "processes",
    "torch.nested": "nested",
    "torch.nn.intrinsic": "quantised",
    "torch.nn.parallel": "distributed",
    "torch.nn.qat": "quantised",
    "torch.nn.quantizable": "quantised",
    "torch.nn.quantized": "quantised",
    "torch.onnx": "onnx",
    "torch.profiler": "profiler",
    "torch.sparse": "sparse",
    "torch.utils.backcompat": "inner",
    "torch.utils.bottleneck": "profiler",
    "torch.utils.cpp_extension": "custom",
    "torch.utils.data.distributed": "distributed",
    "torch.utils.dlpack": "memory",
    "torch.utils.mobile_optimizer": "jit",
    "torch.utils.model_zoo": "download",
    "torchvision.io": "pictures",
    "torchvision.models": "networks",
    "torchvision.ops": "networks",
}

TORCH = {
    "linear": "lstsq matrix_rank solve symeig",
    "accelerator": """
        AcceleratorError Event OutOfMemoryError Stream get_device_module is_vulkan_available
        get_autocast_gpu_dtype get_autocast_ipu_dtype get_autocast_xla_dtype is_autocast_ipu_enabled
        is_autocast_xla_enabled set_autocast_gpu_dtype set_autocast_ipu_dtype set_autocast_ipu_enabled
        set_autocast_xla_dtype set_autocast_xla_enabled
    """,
    "bfloat16": """
        bit bits16 bits1x8 bits2x4 bits4x2 bits8 float4_e2m1fn_x2 float8_e4m3fn float8_e4m3fnuz
        float8_e5m2 float8_e5m2fnuz float8_e8m0fnu int1 int2 int3 int4 int5 int6 int7 uint1 uint16 uint2
        uint3 uint32 uint4 uint5 uint6 uint64 uint7 BFloat16Tensor autocast_decrement_nesting
        autocast_increment_nesting clear_autocast_cache get_autocast_cpu_dtype get_autocast_dtype
        is_autocast_cache_enabled is_autocast_cpu_enabled is_autocast_enabled set_autocast_cache_enabled
        set_autocast_cpu_dtype set_autocast_cpu_enabled set_autocast_dtype set_autocast_enabled
    """,
    "complex": """
        cdouble cfloat chalf complex complex128 complex32 complex64 eig imag istft lobpcg polar stft
        view_as_complex view_as_complex_copy view_as_real view_as_real_copy
    """,
    "compiler": """
        cond sym_constrain_range sym_constrain_range_for_size sym_fresh_size while_loop
    """,
    "custom": """
        DisableTorchFunction DisableTorchFunctionSubclass DispatchKey DispatchKeySet
        ExcludeDispatchKeyGuard Tag
    """,
    "inner": """
        AVG AggregationType BufferDict Capsule DeepCopyMemoTable DeserializationStorageContext FatalError
        Future LockingLogger NoopLogger PyTorchFileReader PyTorchFileWriter SUM
        SerializationStorageContext StaticModule ThroughputBenchmark affine_grid_generator
        alias_copy as_strided_copy batch_norm_backward_elemt batch_norm_backward_reduce batch_norm_elemt
        batch_norm_gather_stats batch_norm_gather_stats_with_counts batch_norm_stats
        batch_norm_update_stats ccol_indices_copy col_indices_copy conv_tbc convolution cpp
        crow_indices_copy ctc_loss cudnn_affine_grid_generator cudnn_batch_norm cudnn_convolution
        cudnn_convolution_add_relu cudnn_convolution_relu cudnn_convolution_transpose cudnn_grid_sampler
        cudnn_is_acceptable detach_copy diagonal_copy embedding_bag embedding_renorm_ expand_copy
        feature_alpha_dropout feature_alpha_dropout_ feature_dropout feature_dropout_ frobenius_norm
        grid_sampler grid_sampler_2d grid_sampler_3d has_lapack has_mkl has_openmp has_spectral hash_tensor
        indices_copy init_num_threads instance_norm is_distributed miopen_batch_norm
        miopen_convolution miopen_convolution_add_relu miopen_convolution_relu
        miopen_convolution_transpose miopen_ctc_loss
        miopen_depthwise_convolution miopen_rnn mkldnn_adaptive_avg_pool2d mkldnn_convolution
        mkldnn_linear_backward_weights mkldnn_max_pool2d mkldnn_max_pool3d mkldnn_rnn_layer
        native_batch_norm native_channel_shuffle native_dropout native_group_norm native_layer_norm
        native_norm norm_except_dim nuclear_norm permute_copy row_indices_copy select_copy slice_copy
        slice_inverse split_copy split_with_sizes_copy squeeze_copy t_copy thread_safe_generator
        transpose_copy typename unbind_copy unfold_copy unsafe_chunk unsafe_split unsafe_split_with_sizes
        unsqueeze_copy values_copy view_copy
    """,
    "jit": """
        AliasDb AnyType Argument ArgumentSpec AwaitType BenchmarkConfig BenchmarkExecutionStats Block
        BoolType CallStack ClassType Code CompilationUnit CompleteArgumentSpec ComplexType
        ConcreteModuleType ConcreteModuleTypeBuilder DeviceObjType DictType EnumType ErrorReport
        ExecutionPlan FileCheck FloatType FunctionSchema FutureType Gradient Graph GraphExecutorState
        IODescriptor InferredType IntType InterfaceType JITException ListType LiteScriptModule ModuleDict
        Node NoneType NumberType OperatorInfo OptionalType ParameterDict PyObjectType RRefType ScriptClass
        ScriptClassFunction ScriptDict ScriptDictIterator ScriptDictKeyIterator ScriptFunction ScriptList
        ScriptListIterator ScriptMethod ScriptModule ScriptModuleSerializer ScriptObject
        ScriptObjectProperty StreamObjType StringType SymBoolType SymIntType TensorType TracingState
        TupleType Type UnionType Use Value fork import_ir_module import_ir_module_from_buffer
        merge_type_from_type_comment parse_ir parse_schema parse_type_comment unify_type_list wait
    """,
    "memory": """
        BoolStorage ByteStorage CharStorage DoubleStorage FloatStorage IntStorage LongStorage ShortStorage
        TypedStorage from_file is_storage
    """,
    "quantised": """
        choose_qparams_optimized dequantize empty_quantized fake_quantize_per_channel_affine
        fake_quantize_per_tensor_affine fbgemm_linear_fp16_weight
        fbgemm_linear_fp16_weight_fp32_activation fbgemm_linear_int8_weight
        fbgemm_linear_int8_weight_fp32_activation fbgemm_linear_quantize_weight
        fbgemm_pack_gemm_matrix_fp16 fbgemm_pack_quantized_matrix fused_moving_avg_obs_fake_quant int_repr
        q_per_channel_axis q_per_channel_scales q_per_channel_zero_points q_scale q_zero_point qint32 qint8
        qscheme quantize_per_channel quantize_per_tensor quantize_per_tensor_dynamic quantized_batch_norm
        quantized_gru_cell quantized_lstm_cell quantized_max_pool1d quantized_max_pool2d
        quantized_max_pool3d quantized_rnn_relu_cell quantized_rnn_tanh_cell quint2x4 quint4x2 quint8
    """,
    "sparse": """
        dsmm hsmm hspmm resize_as_sparse_ saddmm smm sparse_bsc_tensor sparse_bsr_tensor
        sparse_compressed_tensor sparse_coo_tensor sparse_csc_tensor sparse_csr_tensor spmm sspaddmm
    """,
    "symbolic": """
        SymBool SymFloat SymInt sym_float sym_int sym_ite sym_max sym_min sym_not sym_sqrt sym_sum
    """,
}

TENSOR = {
    "accelerator": "ipu mtia record_stream",
    "bfloat16": "bfloat16 grad_dtype",
    "complex": "cdouble cfloat chalf eig imag istft stft",
    "custom": "as_subclass module_load",
    "inner": """
        const_data_ptr dim_order hash_tensor index is_distributed slice_inverse to_mkldnn unsafe_chunk
        unsafe_split unsafe_split_with_sizes
    """,
    "memory": "is_set_to resize resize_as storage storage_type",
    "named": "name",
    "nested": "to_padded_tensor",
    "linear": "lstsq solve symeig",
    "old": "reinforce volatile",
    "processes": "is_shared share_memory_",
    "quantised": """
        dequantize int_repr q_per_channel_axis q_per_channel_scales q_per_channel_zero_points q_scale
        q_zero_point qscheme
    """,
    "sparse": """
        ccol_indices coalesce col_indices crow_indices dense_dim indices is_coalesced resize_as_sparse_
        row_indices smm sparse_dim sparse_mask sparse_resize_ sparse_resize_and_clear_ sspaddmm to_dense
        to_sparse to_sparse_bsc to_sparse_bsr to_sparse_coo to_sparse_csc to_sparse_csr values
    """,
}

PLACES: dict[str, dict[str, str]] = {
    "torch": TORCH,
    "torch.Tensor": TENSOR,
    "torch.nn": {
        "distributed": "SyncBatchNorm",
        "inner": "common_types grad factory_kwargs",
        "old": "Container CrossMapLRN2d NLLLoss2d",
    },
    "torch.nn.Module": {
        "compiler": "compile",
        "accelerator": "ipu mtia",
        "bfloat16": "bfloat16",
        "inner": "T_destination call_super_init dump_patches",
        "processes": "share_memory",
    },
    "torch.nn.functional": {
        "custom": """
            handle_torch_function has_torch_function has_torch_function_unary has_torch_function_variadic
        """,
        "inner": """
            BroadcastingList1 BroadcastingList2 BroadcastingList3 GRID_SAMPLE_INTERPOLATION_MODES
            GRID_SAMPLE_PADDING_MODES TYPE_CHECKING assert_int_or_pair boolean_dispatch conv_tbc
            native_channel_shuffle reproducibility_notes sparse_support_notes tf32_notes
        """,
        "quantised": "ScalingType SwizzleType grouped_mm scaled_grouped_mm scaled_mm",
    },
    "torch.autograd": {
        "inner": "NestedIOFunction enforce_grad_layout_policy set_multithreading_enabled",
    },
    "torch.nn.parameter": {"inner": "UninitializedTensorMixin"},
    "torch.nn.utils": {"old": "stateless"},
    "torch.optim": {"inner": "swap_in_optimizer_params_and_state"},
    "torch.autograd.graph": {
        "accelerator": "set_override_stale_capture_stream set_warn_on_accumulate_grad_stream_mismatch",
        "inner": """
            GradientEdge allow_mutation_on_saved_tensors get_gradient_edge
            region_activation_memory_budget
        """,
    },
    "torch.linalg": {
        "complex": "eig eigvals",
        "inner": "common_notes",
    },
    "torch.distributions": {
        "distributions": """
            CatTransform ContinuousBernoulli CorrCholeskyTransform CumulativeDistributionTransform
            ExponentialFamily GeneralizedPareto LKJCholesky LowRankMultivariateNormal
            LowerCholeskyTransform PositiveDefiniteTransform StackTransform VonMises Wishart biject_to
            transform_to
        """,
    },
    "torch.distributions.constraints": {
        "distributions": """
            MixtureSameFamilyConstraint cat corr_cholesky lower_triangular positive_semidefinite square
            stack symmetric
        """,
    },
    "torch.amp": {"custom": "custom_bwd custom_fwd"},
    "torch.random": {"inner": "thread_safe_generator"},
    "torch.serialization": {
        "inner": """
            LoadEndianness SourceChangeWarning StorageType add_safe_globals
            check_module_version_greater_or_equal clear_safe_globals default_restore_location
            get_crc32_options get_default_load_endianness get_default_mmap_options get_safe_globals
            get_unsafe_globals_in_checkpoint location_tag mkdtemp normalize_storage_type register_package
            safe_globals set_crc32_options set_default_load_endianness set_default_mmap_options skip_data
            storage_to_tensor_type validate_cuda_device validate_hpu_device
        """,
    },
    "torch.testing": {"inner": "make_tensor", "jit": "FileCheck", "old": "assert_allclose"},
    "torch.types": {"inner": "Device FileLike Number Storage"},
    "torch.utils": {
        "inner": """
            backend_registration cmake_prefix_path collect_env cpp_backtrace deterministic
            generate_methods_for_privateuse1_backend get_cpp_backtrace rename_privateuse1_backend
            set_module swap_tensors throughput_benchmark ThroughputBenchmark weak
        """,
    },
    "torch.utils.data": {
        "distributed": "DistributedSampler",
        "old": """
            DFIterDataPipe DataChunk IterDataPipe MapDataPipe argument_validation functional_datapipe
            guaranteed_datapipes_determinism non_deterministic runtime_validation
            runtime_validation_disabled
        """,
    },
    "torch.utils.checkpoint": {
        "inner": """
            CheckpointFunction CheckpointPolicy DefaultDeviceType GraphExecGroup
            SAC_IGNORED_OPS SelectiveCheckpointContext check_backward_validity
            create_selective_checkpoint_contexts detach_variable get_device_states noop_context_fn
            set_checkpoint_debug_enabled set_checkpoint_early_stop set_device_states
        """,
    },
    "torch.utils.tensorboard": {"inner": "FileWriter RecordWriter"},
    "torch.func": {"compiler": "functionalize", "inner": "debug_unwrap rearrange"},
}

NAMES: dict[str, dict[str, frozenset[str]]] = {
    place: {family: frozenset(names.split()) for family, names in families.items()}
    for place, families in PLACES.items()
}
