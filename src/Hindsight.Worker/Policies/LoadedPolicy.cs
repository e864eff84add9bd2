using Hindsight.Torch;
using Hindsight.Torch.Verification;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.OrderDesk;

namespace Hindsight.Worker.Policies;

/// <summary>A model in memory, and the policy over it.</summary>
internal sealed class LoadedPolicy : IDisposable
{
    private LoadedPolicy(PolicyModel model, TorchPolicy policy) => (Model, Policy) = (model, policy);

    /// <summary>The weights.</summary>
    public PolicyModel Model { get; }

    /// <summary>Samples from them.</summary>
    public TorchPolicy Policy { get; }

    /// <summary>Loads the model that the options name; the embedded one where they name none.</summary>
    /// <exception cref="Torch.Checkpoints.ModelFileException">Its files cannot be used.</exception>
    /// <exception cref="ConfigurationException">The device is not there.</exception>
    public static LoadedPolicy Load(PolicyOptions options, Places places)
    {
        PolicyModel model = LoadModel(options, places);
        return new LoadedPolicy(model, new TorchPolicy(model, model.Tokenizer!, options.MaxBatch));
    }

    /// <summary>Loads the model alone.</summary>
    /// <param name="options">Which model, and how it is computed.</param>
    /// <param name="places">Where the embedded one lies.</param>
    /// <param name="seed">Of new adapters' start.</param>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static PolicyModel LoadModel(PolicyOptions options, Places places, ulong seed = 0)
    {
        try
        {
            return PolicyModel.Load(options with { Path = PathOf(options, places) }, seed);
        }
        catch (ArgumentException e)
        {
            throw new ConfigurationException([e.Message]);
        }
    }

    /// <summary>Compares the options' device and type with the processor in fp32.</summary>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static async Task<VerificationResult> VerifyAsync(PolicyOptions options, Places places, CancellationToken cancellationToken)
    {
        try
        {
            return await DeviceVerification.RunAsync(options with { Path = PathOf(options, places) }, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            throw new ConfigurationException([e.Message]);
        }
    }

    /// <summary>Where the model lies that the options name: the one that comes with the program where they name none.</summary>
    public static string PathOf(PolicyOptions options, Places places) => options.Path.Length > 0 ? options.Path : Path.Combine(places.ProgramFolder, OrderDeskDefaults.PolicyFolder);

    /// <inheritdoc/>
    public void Dispose()
    {
        Policy.Dispose();
        Model.Dispose();
    }
}
