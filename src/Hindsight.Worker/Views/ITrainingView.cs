using Hindsight.Training;

namespace Hindsight.Worker.Views;

/// <summary>Shows a run while it goes.</summary>
internal interface ITrainingView : ITrainingObserver
{
    /// <summary>Shows it until <paramref name="run"/> ends.</summary>
    Task<T> ShowAsync<T>(Func<Task<T>> run);
}
