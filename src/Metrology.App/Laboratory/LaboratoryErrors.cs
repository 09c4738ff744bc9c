using Metrology.Core.Words;

namespace Metrology.App.Laboratory;

public static class LaboratoryErrors
{
    public static readonly Refusal AdministeredElsewhere = Refusal.Of(
        "access.administration-elsewhere",
        "管理只能在指定的网络中进行（METROLOGY_ADMINISTRATION_NETWORKS）。请到那里的机器上操作。",
        "Administration is done from named networks only (METROLOGY_ADMINISTRATION_NETWORKS). Do it from a machine there.");

    public static readonly Refusal NotAllowed = Refusal.Of(
        "laboratory.not-allowed",
        "您的角色没有这项权限。请联系管理员，或换有权限的人操作。",
        "Your role does not have this right. Ask an administrator, or let a person who has it do this.");

    public static readonly Refusal NoInstitution = Refusal.Of(
        "laboratory.no-institution",
        "尚未填写检定机构信息。请管理员先在“机构”中填写。",
        "The institution has not been entered yet. An administrator enters it under “Institution” first.");

    public static readonly Refusal SetUpAlready = Refusal.Of(
        "laboratory.set-up-already",
        "系统已经有管理员。请直接登录。",
        "There is an administrator already. Sign in instead.");

    public static readonly Refusal UserNameTaken = Refusal.Of(
        "laboratory.user-name-taken",
        "这个用户名已被使用。请换一个。",
        "This user name is taken. Choose another.");

    public static readonly Refusal NoSuchAccount = Refusal.Of(
        "laboratory.account-not-found",
        "没有这个账户。请回到账户列表。",
        "There is no such account. Go back to the list of accounts.");

    public static readonly Refusal NoRole = Refusal.Of(
        "laboratory.no-role",
        "请至少选择一个角色。",
        "Choose at least one role.");

    public static readonly Refusal LastAdministrator = Refusal.Of(
        "laboratory.last-administrator",
        "这是最后一个可用的管理员。请先让另一个人成为管理员。",
        "This is the last administrator who can sign in. Make somebody else an administrator first.");
}
