using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.Sandbox;

namespace AccessGov.Tests;

/// <summary>The profiles that the repository ships.</summary>
internal static class SampleProfiles
{
    public static MappingProfile Mayor { get; } = Extract("mayor");
    public static MappingProfile Education { get; } = Extract("education");
    public static MappingProfile Fire { get; } = Extract("fire");
    public static MappingProfile Water { get; } = Extract("water");
    public static ListProfile Announcement { get; } = Loaded(ListProfileReader.ReadAnnouncement(Content("announcement")));
    public static ListProfile Keys { get; } = Loaded(ListProfileReader.ReadKeys(Content("keys")));
    public static ListProfile Training { get; } = Loaded(ListProfileReader.ReadTraining(Content("training")));

    public static ListProfile Contracts { get; } = Loaded(ListProfileReader.ReadContracts(Content("contracts")));

    public static string Yaml(string name) => File.ReadAllText(Repository.Path($"functions/policy/profiles/{name}.yaml"));

    private static byte[] Content(string name) => File.ReadAllBytes(Repository.Path($"functions/policy/profiles/{name}.yaml"));

    public static T Loaded<T>(ProfileRead<T> read) =>
        read switch
        {
            ProfileRead<T>.Loaded(var profile) => profile,
            ProfileRead<T>.Refused(var errors) => throw new InvalidOperationException(string.Join("\n", errors)),
            _ => throw new InvalidOperationException(),
        };

    private static MappingProfile Extract(string name) => Loaded(MappingProfileReader.Read(Content(name)));
}
