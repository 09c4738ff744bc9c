using Metrology.App.Laboratory;

namespace Metrology.Web.Tests;

/// <summary>A second verifier, made by the administrator through the pages.</summary>
internal static class Colleague
{
    public static async Task<Visitor> SignInAsync(Laboratory laboratory)
    {
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        var made = await administrator.PostAsync(
            "/accounts/new", ("UserName", "colleague"), ("DisplayName", "另一位检定员"), ("Roles", "Technician"));
        var visitor = laboratory.Visit();
        await visitor.WelcomeAsync("colleague", await Visitor.OneTimeCodeOf(made), "an own long password");
        return visitor;
    }
}
