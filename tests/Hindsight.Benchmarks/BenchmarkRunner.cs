using System.CommandLine;
using Hindsight.Torch;
using static TorchSharp.torch;

namespace Hindsight.Benchmarks;

/// <summary>What all benchmarks have in common: the model, the machine's limit before and after, and the line.</summary>
internal static class BenchmarkRunner
{
    /// <summary>Gives a command its common options and its action.</summary>
    /// <param name="command">With its own options.</param>
    /// <param name="run">Measures, on the model's thread; it is given the number of repetitions.</param>
    public static Command Complete(Command command, Func<PolicyModel, ParseResult, int, BenchmarkOutcome> run) =>
        Complete(command, (model, result, repetitions) => model.Thread.RunAsync(() => run(model, result, repetitions)));

    /// <summary>Gives a command its common options and its action.</summary>
    /// <param name="command">With its own options.</param>
    /// <param name="run">Measures, outside the model's thread; it is given the number of repetitions.</param>
    public static Command Complete(Command command, Func<PolicyModel, ParseResult, int, Task<BenchmarkOutcome>> run)
    {
        command.Options.Add(BenchmarkOptions.Policy);
        command.Options.Add(BenchmarkOptions.Dtype);
        command.Options.Add(BenchmarkOptions.Device);
        command.Options.Add(BenchmarkOptions.Threads);
        command.Options.Add(BenchmarkOptions.Repetitions);
        command.SetAction(async (result, _) =>
        {
            var options = new PolicyOptions
            {
                Path = result.GetValue(BenchmarkOptions.Policy)!, Dtype = result.GetValue(BenchmarkOptions.Dtype)!,
                Device = result.GetValue(BenchmarkOptions.Device)!, Threads = result.GetValue(BenchmarkOptions.Threads),
                Lora = new LoraOptions { Enabled = result.GetValue(BenchmarkOptions.Lora) },
            };
            using PolicyModel model = PolicyModel.Load(options);
            BenchmarkLine line = await MeasureAsync(command.Name, model, options.Path, () => run(model, result, result.GetValue(BenchmarkOptions.Repetitions)));
            Console.WriteLine(line);
        });
        return command;
    }

    private static async Task<BenchmarkLine> MeasureAsync(string name, PolicyModel model, string path, Func<Task<BenchmarkOutcome>> run)
    {
        Device device = model.Model.Device;
        MachineLimit before = await model.Thread.RunAsync(() => MachineLimit.Measure(device));
        BenchmarkOutcome outcome = await run();
        MachineLimit limit = MachineLimit.Between(before, await model.Thread.RunAsync(() => MachineLimit.Measure(device)));
        Measurement median = Measurement.Median(outcome.Measurements);
        return new BenchmarkLine
        {
            Benchmark = name,
            Policy = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))),
            TokensPerSecond = median.TokensPerSecond,
            ShareOfLimit = outcome.Share(limit, median, model.Model.ComputeType == ScalarType.BFloat16 ? 2 : 4),
            Seconds = median.Phases,
            Repetitions = [.. outcome.Measurements.Select(m => m.TokensPerSecond)],
            Settings = outcome.Settings,
            LimitOperationsPerSecond = limit.OperationsPerSecond,
            LimitBytesPerSecond = limit.BytesPerSecond,
            PeakResidentMb = MachineFacts.PeakResidentMegabytes,
            Threads = get_num_threads(),
            Dtype = model.DtypeName,
            Device = model.DeviceName,
            Processor = MachineFacts.Processor,
            Parameters = model.Architecture.ParameterCount,
        };
    }
}
