using System.CommandLine;

namespace Hindsight.Benchmarks;

/// <summary>The options that benchmarks share. A benchmark takes those it needs.</summary>
internal static class BenchmarkOptions
{
    public static readonly Option<string> Policy = new("--policy") { Description = "The model's folder or file.", Required = true };

    public static readonly Option<string> Dtype = new("--dtype") { Description = "bf16, fp32 or auto.", DefaultValueFactory = _ => "auto" };

    public static readonly Option<string> Device = new("--device") { Description = "auto, cpu or cuda:N.", DefaultValueFactory = _ => "auto" };

    public static readonly Option<int> Threads = new("--threads") { Description = "Processor threads; 0: one a core." };

    public static readonly Option<int> Repetitions = new("--repetitions") { Description = "Measured repetitions after a warm-up.", DefaultValueFactory = _ => 3 };

    public static readonly Option<bool> Lora = new("--lora") { Description = "Adapters of the default rank on all projections are learned instead of the weights." };

    static BenchmarkOptions()
    {
        Repetitions.Validators.Add(result =>
        {
            if (result.GetValue(Repetitions) < 3) result.AddError("--repetitions: at least 3.");
        });
    }
}
