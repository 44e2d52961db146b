using System.Net;

namespace AccessGov.Sandbox.Identity;

/// <summary>What a <see cref="PlainBrowser"/> was answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The page.</param>
/// <param name="At">Its address.</param>
/// <param name="Location">Where the browser is sent; null for nowhere.</param>
/// <param name="Headers">All headers, those of the body included.</param>
public sealed record PlainAnswer(HttpStatusCode Status, string Body, Uri At, Uri? Location, ILookup<string, string> Headers);
