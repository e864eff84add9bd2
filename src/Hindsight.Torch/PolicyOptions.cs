using System.ComponentModel.DataAnnotations;

namespace Hindsight.Torch;

/// <summary>Which model is the policy, and how it is computed.</summary>
public sealed record PolicyOptions
{
    /// <summary>A Hugging Face folder, a PEFT adapter folder (whose base model its configuration names), or a GGUF file.</summary>
    /// <value>empty: the embedded default</value>
    public string Path { get; set; } = "";

    /// <summary><c>auto</c> (a CUDA card if there is one), <c>cpu</c>, or <c>cuda:N</c>.</summary>
    /// <value>auto</value>
    [RegularExpression("^(auto|cpu|cuda:[0-9]+)$", ErrorMessage = "Device must be auto, cpu or cuda:N.")]
    public string Device { get; set; } = "auto";

    /// <summary><c>auto</c> (bf16 where the device multiplies it natively and the model has more than 50 M parameters, else fp32), <c>bf16</c> or <c>fp32</c>. Masters and optimiser state are always fp32.</summary>
    /// <value>auto</value>
    [RegularExpression("^(auto|bf16|fp32)$", ErrorMessage = "Dtype must be auto, bf16 or fp32.")]
    public string Dtype { get; set; } = "auto";

    /// <summary>Processor threads; 0: one a core.</summary>
    /// <value>0</value>
    [Range(0, 1024)]
    public int Threads { get; set; }

    /// <summary>The largest number of sequences that are decoded at once; more wait for a slot.</summary>
    /// <value>64</value>
    [Range(1, 4096)]
    public int MaxBatch { get; set; } = 64;

    /// <summary>Adapters instead of full weights.</summary>
    public LoraOptions Lora { get; set; } = new();
}
