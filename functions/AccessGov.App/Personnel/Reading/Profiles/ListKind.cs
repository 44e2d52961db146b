using AccessGov.App.Yaml;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>A kind of list beside the extracts.</summary>
/// <param name="Name">The word of <c>kind</c>, and the name of the profile.</param>
/// <param name="Columns">Logical columns, all of which must be mapped.</param>
/// <param name="Keys">Keys of its profile.</param>
internal sealed record ListKind(string Name, string[] Columns, KeySet Keys);
