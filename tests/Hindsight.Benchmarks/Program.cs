using System.CommandLine;
using Hindsight.Benchmarks;

var root = new RootCommand("Measures this machine with a model: each command prints one JSON line.")
{
    DecodeCommand.Create(),
    PrefillCommand.Create(),
    LearnCommand.Create(),
    StepCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
