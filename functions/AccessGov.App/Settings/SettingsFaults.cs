using AccessGov.Core.Kernel;

namespace AccessGov.App.Settings;

/// <summary>Collects everything that is wrong with a settings file, so that it is corrected once.</summary>
/// <param name="file">The file, as faults name it.</param>
internal sealed class SettingsFaults(string file)
{
    private readonly List<Wording> all = [];

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Wording> All => all;

    public void Add(Wording what) => all.Add(Wording.Of("Settings.at", file, what));
}
