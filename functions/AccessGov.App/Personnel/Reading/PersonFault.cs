using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading;

/// <summary>What is wrong with a person's facts in JSON.</summary>
/// <param name="Path">Where, e.g. <c>postings[1].from</c>; empty for the whole.</param>
/// <param name="Text">What is wrong and what to do. Quotes nothing that may be personal.</param>
public sealed record PersonFault(string Path, Wording Text);
