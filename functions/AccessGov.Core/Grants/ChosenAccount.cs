using AccessGov.Core.Kernel;

namespace AccessGov.Core.Grants;

/// <summary>
/// Somebody says that an account without a number is this worker's. Until a plan that somebody else approved has written the number, nobody
/// else's plan may count on it, and the worker gets no second account.
/// </summary>
/// <param name="Worker">Whose it is said to be.</param>
/// <param name="Account">Entra object id.</param>
/// <param name="UserPrincipalName">Its sign-in name when it was chosen: an account that is called otherwise since is not the one that was
/// meant.</param>
/// <param name="List">SHA-256 of the list in which it was chosen.</param>
/// <param name="By">Who chose it.</param>
public sealed record ChosenAccount(EmployeeId Worker, Guid Account, string UserPrincipalName, string List, EmployeeId By);
