namespace AccessGov.App.Directory.Ldap;

/// <summary>Where a look at changes ended. It is one domain controller's: numbers of another one mean other changes.</summary>
/// <param name="Invocation">Id of that domain controller's database; a restored one has another (MS-ADTS 3.1.1.1.9).</param>
/// <param name="Usn">The last change that was seen.</param>
/// <param name="Ids">Hash of the ids of staff's accounts when they were listed last.</param>
/// <param name="ListedAt">When that was.</param>
public sealed record LdapBookmark(Guid Invocation, long Usn, string Ids, DateTimeOffset ListedAt);
