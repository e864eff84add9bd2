using System.Globalization;
using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning;

/// <summary>AdamW's moments and counts as <c>optimizer.safetensors</c>: <c>first_moment.NAME</c> and <c>second_moment.NAME</c> of every trained tensor, the counts as metadata.</summary>
internal sealed class OptimizerState
{
    private const string FileName = "optimizer.safetensors", First = "first_moment.", Second = "second_moment.", StepsKey = "optimizer_steps", UpdatesKey = "updates";

    private readonly Dictionary<string, Tensor> _moments;
    private readonly long _steps;

    private OptimizerState(Dictionary<string, Tensor> moments, long steps, long updates) => (_moments, _steps, Updates) = (moments, steps, updates);

    /// <summary>The optimiser steps behind the policy's weights, earlier runs included.</summary>
    public long Updates { get; }

    /// <summary>Writes the state into a folder.</summary>
    public static void Write(string folder, AdamW adam, ParameterLayout layout, long updates)
    {
        using DisposeScope scope = NewDisposeScope();
        var moments = new Dictionary<string, Tensor>();
        foreach (ParameterSlot slot in layout.Slots)
        {
            moments.Add(First + slot.Name, Part(adam.FirstMoment, slot));
            moments.Add(Second + slot.Name, Part(adam.SecondMoment, slot));
        }

        SafeTensorsFile.Write(Path.Combine(folder, FileName), moments, new Dictionary<string, string>
        {
            [StepsKey] = adam.Steps.ToString(CultureInfo.InvariantCulture),
            [UpdatesKey] = updates.ToString(CultureInfo.InvariantCulture),
        });
    }

    /// <summary>Reads and checks a state; the caller's dispose scope owns it.</summary>
    /// <exception cref="ModelFileException">It is missing, broken, or of another model; all faults at once.</exception>
    public static OptimizerState Read(string folder, ParameterLayout layout)
    {
        SafeTensorsFile file = SafeTensorsFile.Open(Path.Combine(folder, FileName));
        var faults = new List<string>();
        long Count(string key)
        {
            if (file.Metadata.TryGetValue(key, out string? text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count)) return count;
            faults.Add($"metadata '{key}' is {text ?? "missing"}; expected a whole number.");
            return 0;
        }

        (long steps, long updates) = (Count(StepsKey), Count(UpdatesKey));
        foreach (ParameterSlot slot in layout.Slots)
        {
            foreach (string name in (string[])[First + slot.Name, Second + slot.Name])
            {
                if (!file.Entries.TryGetValue(name, out TensorEntry? entry)) faults.Add($"tensor '{name}' is missing.");
                else if (!entry.Shape.SequenceEqual(slot.Shape))
                    faults.Add($"tensor '{name}': found {TensorEntry.Describe(entry.Shape)}; expected {TensorEntry.Describe(slot.Shape)}.");
            }
        }

        if (faults.Count > 0) throw new ModelFileException(file.Path, faults);
        return new OptimizerState(file.Entries.Keys.ToDictionary(name => name, file.Read), steps, updates);
    }

    /// <summary>Puts the state into an optimiser.</summary>
    public void Restore(AdamW adam, ParameterLayout layout)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        foreach (ParameterSlot slot in layout.Slots)
        {
            Part(adam.FirstMoment, slot).copy_(_moments[First + slot.Name]);
            Part(adam.SecondMoment, slot).copy_(_moments[Second + slot.Name]);
        }

        adam.Steps = _steps;
    }

    private static Tensor Part(Tensor flat, ParameterSlot slot) => flat.narrow(0, slot.Offset, slot.Length).view(slot.Shape);
}
