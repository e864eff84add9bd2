using Hindsight.Checks.Readings;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>A verifiable constraint of IFBench (Pyatkin et al., "Generalizing Verifiable Instruction Following", arXiv 2507.02833), in its version of July 2025.</summary>
internal abstract class IfBenchCheck(string constraint, string description, params IReadOnlyList<CheckParameter> parameters)
    : LooselyReadCheck($"ifbench/{constraint}", description, parameters);
