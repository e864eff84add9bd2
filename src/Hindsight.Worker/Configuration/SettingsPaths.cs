namespace Hindsight.Worker.Configuration;

/// <summary>Makes a configuration's paths independent of the working folder, so that a run can be resumed from anywhere.</summary>
internal static class SettingsPaths
{
    /// <summary>Replaces relative paths by absolute ones; empty ones, which mean a default, stay empty, apart from the store's.</summary>
    public static HindsightSettings MakeAbsolute(this HindsightSettings settings, Places places)
    {
        settings.RunsFolder = places.Absolute(settings.RunsFolder);
        settings.Storage.Path = settings.Storage.Path.Length == 0 ? Path.Combine(settings.RunsFolder, "hindsight.db") : places.Absolute(settings.Storage.Path);
        settings.Tasks = Absolute(settings.Tasks);
        settings.Policy.Path = Absolute(settings.Policy.Path);
        settings.RubricsFolder = Absolute(settings.RubricsFolder);
        settings.PromptsFolder = Absolute(settings.PromptsFolder);
        return settings;

        string Absolute(string path) => path.Length == 0 ? path : places.Absolute(path);
    }
}
