using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Retention;
using Metrology.App.Templates;
using Metrology.App.Verifications;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Rights;

/// <summary>Something that one person alone cannot do, whatever the roles.</summary>
/// <param name="Refusal">What the second act of the same person is answered with.</param>
internal sealed record TwoPersonRule(Refusal Refusal, BilingualText Text)
{
    public static IReadOnlyList<TwoPersonRule> All { get; } =
    [
        new(VerificationErrors.SamePerson, new(
            "检定、核验、批准是三个不同的人；签发、撤回和换发证书与批准同样要求。",
            "Verifier, checker and approver are three persons; who issues, withdraws or replaces the certificate is neither verifier nor checker.")),
        new(ProcedureErrors.SamePerson, new("导入规程的人不能发布它。", "Who imported a procedure does not publish it.")),
        new(TemplateErrors.SamePerson, new("起草模板的人不能发布它。", "Who drafted a template does not publish it.")),
        new(SecondFactorErrors.NotYourOwn, new("没有人能给自己重置第二因素。", "Nobody resets the own second factor.")),
        new(RetentionErrors.SamePerson, new("提出保存期限的人不能使其生效。", "Who proposed a retention period does not put it in force.")),
        new(RetentionErrors.OwnHold, new("设置冻结的人不能解除它。", "Who placed a hold does not release it.")),
        new(LaboratoryErrors.LastAdministrator, new("最后一个管理员不能被停用或失去角色。", "The last administrator is neither disabled nor loses the role.")),
    ];
}
