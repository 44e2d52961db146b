using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>How a list beside the extracts is written.</summary>
/// <param name="Form">Outer form of the file.</param>
/// <param name="Moves">発令 words, folded; empty for lists that have none.</param>
/// <param name="Endings">Those 発令 words (folded) that end a post and so name no new 所属, e.g. 兼務解除.</param>
public sealed record ListProfile(TableForm Form, IReadOnlyDictionary<string, MoveKind> Moves, IReadOnlySet<string> Endings);
