using AccessGov.App.Yaml;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>What became of a mapping profile.</summary>
/// <typeparam name="T">Kind of profile.</typeparam>
public abstract record ProfileRead<T>
{
    private ProfileRead() { }

    /// <summary>The profile has no fault.</summary>
    /// <param name="Profile">The profile.</param>
    public sealed record Loaded(T Profile) : ProfileRead<T>;

    /// <summary>The profile has faults; nothing of it is used.</summary>
    /// <param name="Errors">Every fault, in file order.</param>
    public sealed record Refused(IReadOnlyList<YamlError> Errors) : ProfileRead<T>;
}
