//! Files written by strangers: the right kind, mapping and row count without a flag, where the files are present.

use docket::review::lead::{Field, Filed};
use docket::review::milestone::Reach;
use docket::review::row::Row;
use docket::review::verdict::Outcome;
use rust_decimal::Decimal;

use super::{Seen, look, options, read, shared};

/// Path, kind, rows, refused rows, mapping.
type Known = (&'static str, &'static str, usize, usize, &'static str);

const FILES: [Known; 18] = [
    (
        "olist_funnel/olist_marketing_qualified_leads_dataset.csv",
        "leads",
        8000,
        0,
        "id=mql_id qualified_at=first_contact_date source=origin",
    ),
    (
        "olist_funnel/olist_closed_deals_dataset.csv",
        "opportunities",
        842,
        0,
        "lead=mql_id owner=sr_id closed_at=won_date amount=declared_monthly_revenue",
    ),
    (
        "saas_funnel_12k/leads.csv",
        "leads",
        12000,
        0,
        "id=lead_id created_at=created_date source=channel campaign=campaign industry=industry employees=employee_count \
      score=lead_score response_hours=first_response_hours qualified_at=mql_date accepted_at=sql_date \
      opportunity_at=opportunity_date closed_at=customer_date amount=expected_arr status=status",
    ),
    (
        "revops_small/leads.csv",
        "leads",
        250,
        0,
        "id=lead_id created_at=created_date source=source campaign=campaign score=lead_score status=status \
      qualified_at=mql_date accepted_at=sql_date converted=converted_to_opportunity opportunity_id=opportunity_id \
      owner=assigned_rep industry=industry employees=company_size",
    ),
    (
        "revops_small/opportunities.csv",
        "opportunities",
        126,
        0,
        "id=opportunity_id lead=lead_id opportunity_at=created_date closed_at=close_date stage=stage amount=amount \
      owner=assigned_rep source=source lost_reason=lost_reason",
    ),
    (
        "sfdc_sample/Lead.csv",
        "leads",
        60,
        0,
        "id=Id name=Name title=Title company=Company country=Country phone=Phone email=Email source=LeadSource \
      status=Status industry=Industry score=Rating employees=NumberOfEmployees owner=OwnerId converted=IsConverted \
      opportunity_at=ConvertedDate opportunity_id=ConvertedOpportunityId created_at=CreatedDate",
    ),
    (
        "sfdc_sample/Campaign.csv",
        "campaigns",
        8,
        0,
        "id=Id name=Name channel=Type starts_on=StartDate ends_on=EndDate expected_revenue=ExpectedRevenue cost=ActualCost",
    ),
    (
        "sfdc_sample/CampaignMember.csv",
        "members",
        68,
        0,
        "campaign=CampaignId status=Status lead=LeadOrContactId",
    ),
    (
        "sfdc_sample/Opportunity.csv",
        "opportunities",
        50,
        0,
        "id=Id stage=StageName amount=Amount closed_at=CloseDate source=LeadSource is_closed=IsClosed is_won=IsWon \
      campaign=CampaignId owner=OwnerId opportunity_at=CreatedDate",
    ),
    (
        "sfdc_sample/audiarmy_Lead.csv",
        "leads",
        27,
        0,
        "id=Id name=Name title=Title company=Company country=Country phone=Phone email=Email source=LeadSource \
      status=Status industry=Industry score=Rating employees=NumberOfEmployees owner=OwnerId converted=IsConverted \
      opportunity_at=ConvertedDate opportunity_id=ConvertedOpportunityId created_at=CreatedDate",
    ),
    (
        "sfdc_sample/audiarmy_Opportunity.csv",
        "opportunities",
        31,
        0,
        "id=Id stage=StageName amount=Amount closed_at=CloseDate source=LeadSource is_closed=IsClosed is_won=IsWon \
      campaign=CampaignId owner=OwnerId opportunity_at=CreatedDate",
    ),
    (
        "zoho_crm/Leads.csv",
        "leads",
        3900,
        0,
        "id=LEADID last_name=Last Name company=Company owner=Lead Owner email=Email phone=Mobile industry=Industry \
      source=Lead Source status=Lead Status created_at=Created Time converted=CONVERTED",
    ),
    (
        "zoho_crm/Potentials.csv",
        "opportunities",
        3632,
        0,
        "owner=Potential Owner opportunity_at=Created Time closed_at=Closing Date amount=Amount stage=Stage \
      source=Lead Source lead=LEADID campaign=Campaign Id",
    ),
    (
        "zoho_crm/Campaigns.csv",
        "campaigns",
        110,
        0,
        "id=CAMPAIGNID name=Campaign Name channel=Type starts_on=Start Date ends_on=End Date \
      expected_revenue=Expected Revenue cost=Actual Cost",
    ),
    (
        "zoho_crm/Campaign_Lead_Status.csv",
        "members",
        3900,
        0,
        "campaign=Campaign Name lead=Lead Last Name status=Status",
    ),
    (
        "zoho_crm/Users.csv",
        "people",
        11,
        0,
        "id=USER_ID first_name=First Name last_name=Last Name",
    ),
    (
        "maven_crm_sales/sales_pipeline.csv",
        "opportunities",
        8800,
        0,
        "id=opportunity_id owner=sales_agent stage=deal_stage opportunity_at=engage_date closed_at=close_date \
      amount=close_value",
    ),
    (
        "kag_facebook/KAG_conversion_data.csv",
        "spend",
        1143,
        0,
        "spent_on=Date ad=ad_id campaign=xyz_campaign_id cost=Spent",
    ),
];

#[test]
fn files_of_strangers_are_known_without_a_flag() {
    for (path, kind, rows, refused, mapping) in FILES {
        let Some(source) = shared(path) else { continue };
        let seen = look(&source, &options());
        assert_eq!(seen.proposal.refused, None, "{path}");
        assert_eq!(seen.proposal.kind.unwrap().word(), kind, "{path}");
        assert_eq!(seen.mapping(), mapping, "{path}");
        assert_eq!(seen.proposal.rows, rows as u64, "{path}");
        assert_eq!(
            seen.refused().len(),
            refused,
            "{path}: {:?}",
            seen.refused().first()
        );
        assert_eq!(seen.rows.len(), rows, "{path}");
    }
}

#[test]
fn lists_of_something_else_are_refused_in_words() {
    for (path, words) in [
        (
            "maven_crm_sales/accounts.csv",
            "no column says what its rows are",
        ),
        (
            "maven_crm_sales/products.csv",
            "none of its columns is known",
        ),
        (
            "maven_crm_sales/data_dictionary.csv",
            "none of its columns is known",
        ),
        (
            "saas_funnel_12k/channel_funnel.csv",
            "none of its columns is known",
        ),
        (
            "sfdc_sample/Account.csv",
            "no column says what its rows are",
        ),
        (
            "sfdc_sample/Contact.csv",
            "it looks like a list of contacts",
        ),
    ] {
        let Some(source) = shared(path) else { continue };
        let seen = look(&source, &options());
        let refused = seen.proposal.refused.unwrap_or_default();
        assert!(refused.contains(words), "{path}: {refused}");
        assert!(refused.contains("--kind"), "{path}: {refused}");
    }
}

fn see(path: &str) -> Option<Seen> {
    shared(path).map(|source| look(&source, &options()))
}

fn count(seen: &Seen, of: impl Fn(&Filed) -> bool) -> usize {
    seen.leads().iter().filter(|lead| of(&lead.filed)).count()
}

fn verdicts(seen: &Seen, word: &str) -> usize {
    count(seen, |lead| {
        lead.verdict
            .as_ref()
            .is_some_and(|filed| filed.verdict.word() == word)
    })
}

fn won(lead: &Filed) -> bool {
    lead.deal.outcome == Some(Outcome::Won)
}

/// Deals won and lost.
fn deals(seen: &Seen) -> (usize, usize) {
    let of = |outcome| {
        seen.rows
            .iter()
            .filter(|row| matches!(row, Ok((_, Row::Opportunity(deal))) if deal.deal.outcome == Some(outcome)))
            .count()
    };
    (of(Outcome::Won), of(Outcome::Lost))
}

#[test]
fn leads_of_strangers_say_what_their_truth_says() {
    if let Some(saas) = see("saas_funnel_12k/leads.csv") {
        assert_eq!(count(&saas, |lead| lead.qualified.reached()), 6251);
        assert_eq!(verdicts(&saas, "accepted"), 2274);
        assert_eq!(count(&saas, |lead| lead.deal.opened.reached()), 1363);
        assert_eq!(count(&saas, won), 385);
    }
    if let Some(revops) = see("revops_small/leads.csv") {
        let qualified = |lead: &Filed| {
            lead.qualified.reached() || lead.verdict.is_some() || lead.deal.reached()
        };
        assert_eq!(count(&revops, qualified), 160);
        assert_eq!(count(&revops, |lead| lead.deal.opened.reached()), 126);
    }
    if let Some(audi) = see("sfdc_sample/audiarmy_Lead.csv") {
        assert_eq!(count(&audi, |lead| lead.deal.opened == Reach::Undated), 3);
        assert_eq!(verdicts(&audi, "not accepted"), 4);
    }
    if let Some(zoho) = see("zoho_crm/Leads.csv") {
        assert_eq!(
            (verdicts(&zoho, "not accepted"), verdicts(&zoho, "accepted")),
            (780, 776)
        );
        assert_eq!(count(&zoho, |lead| lead.deal.opened.reached()), 3632);
    }
}

#[test]
fn a_list_with_nothing_but_a_converted_flag_has_wins_without_dates() {
    let blank = |lead: &Filed| lead.text(Field::Source).is_empty();
    let (Some(list), Some(later)) = (
        see("xeducation_leads/Leads.csv"),
        see("xeducation_leads/eval_leads.csv"),
    ) else {
        return assert_eq!(read("lead_id,Converted\nL1,1\nL2,0\n").leads().len(), 2);
    };
    let undated = |lead: &Filed| won(lead) && lead.deal.closed == Reach::Undated;
    assert_eq!((count(&list, undated), list.rows.len()), (3542, 9191));
    assert_eq!((count(&later, undated), later.rows.len()), (19, 49));
    assert_eq!(count(&list, blank) + count(&later, blank), 36);
}

#[test]
fn deals_and_costs_of_strangers_say_what_their_truth_says() {
    for (path, expected) in [
        ("revops_small/opportunities.csv", (82, 5)),
        ("maven_crm_sales/sales_pipeline.csv", (4238, 2473)),
        ("sfdc_sample/Opportunity.csv", (12, 3)),
        ("olist_funnel/olist_closed_deals_dataset.csv", (842, 0)),
        ("zoho_crm/Potentials.csv", (1425, 485)),
    ] {
        if let Some(seen) = see(path) {
            assert_eq!(deals(&seen), expected, "{path}");
        }
    }
    if let Some(ads) = see("kag_facebook/KAG_conversion_data.csv") {
        let cost = |row: &_| match row {
            Ok((_, Row::Spend { cost, .. })) => cost.amount,
            _ => Decimal::ZERO,
        };
        assert_eq!(
            ads.rows.iter().map(cost).sum::<Decimal>().round_dp(2),
            "58705.23".parse().unwrap()
        );
    }
}

/// Headers as the CRMs export them, the kind and the mapping.
const CRMS: [(&str, &str, &str); 14] = [
    (
        "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Company Name,Lifecycle Stage,Lead Status,Contact owner,Create Date,Became a Marketing Qualified Lead Date,Became a Sales Qualified Lead Date,Became an Opportunity Date,Became a Customer Date,Close Date,Recent Deal Amount,Original Source,Number of Employees",
        "leads",
        "id=Record ID first_name=First Name last_name=Last Name email=Email phone=Phone Number title=Job Title company=Company Name lifecycle=Lifecycle Stage status=Lead Status owner=Contact owner created_at=Create Date qualified_at=Became a Marketing Qualified Lead Date accepted_at=Became a Sales Qualified Lead Date opportunity_at=Became an Opportunity Date closed_at=Became a Customer Date amount=Recent Deal Amount source=Original Source employees=Number of Employees",
    ),
    (
        "Lead - Title,Lead - Owner,Lead - Source channel,Lead - Pipedrive System ID,Contact person,Organization",
        "leads",
        "owner=Lead - Owner source=Lead - Source channel id=Lead - Pipedrive System ID name=Contact person company=Organization",
    ),
    (
        "Deal - Title,Deal - Value,Deal - Currency of value,Deal - Stage,Deal - Status,Deal - Lost reason,Deal - Creation date,Deal - Won time,Deal - Lost time,Deal - Owner,Person - Name,Person - Email,Organization - Name",
        "opportunities",
        "amount=Deal - Value currency=Deal - Currency of value stage=Deal - Stage outcome=Deal - Status lost_reason=Deal - Lost reason opportunity_at=Deal - Creation date closed_at=Deal - Won time lost_at=Deal - Lost time owner=Deal - Owner",
    ),
    (
        "(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,First Name,Last Name,Job Title,Company Name,Email,Business Phone,Country,Lead Source,Rating,Source Campaign,Status Reason,Owner",
        "leads",
        "id=(Do Not Modify) Lead first_name=First Name last_name=Last Name title=Job Title company=Company Name email=Email phone=Business Phone country=Country source=Lead Source score=Rating campaign=Source Campaign status=Status Reason owner=Owner",
    ),
    (
        "name,firstName,lastName,title,status,source,industry,opportunityAmount,accountName,assignedUser,campaign,createdAt,convertedAt",
        "leads",
        "name=name title=title status=status source=source industry=industry amount=opportunityAmount company=accountName owner=assignedUser campaign=campaign created_at=createdAt opportunity_at=convertedAt",
    ),
    (
        "lead_name,status,email,organization,source,lead_owner,no_of_employees,lost_reason,first_responded_on,converted",
        "leads",
        "name=lead_name status=status email=email company=organization source=source owner=lead_owner employees=no_of_employees lost_reason=lost_reason first_touch_at=first_responded_on converted=converted",
    ),
    (
        "Created Date;UTM_Campaign;UTM_Source;Marketing Qualified Date",
        "leads",
        "created_at=Created Date campaign=UTM_Campaign source=UTM_Source qualified_at=Marketing Qualified Date",
    ),
    (
        "Lead ID,First Name,Last Name,Company / Account,Lead Status,Create Date",
        "leads",
        "id=Lead ID first_name=First Name last_name=Last Name company=Company / Account status=Lead Status created_at=Create Date",
    ),
    (
        "id,lead,owner,source,campaign,amount,opportunity_at,closed_at,stage,outcome,lost_reason,accepted,accepted_at",
        "opportunities",
        "id=id lead=lead owner=owner source=source campaign=campaign amount=amount opportunity_at=opportunity_at closed_at=closed_at stage=stage outcome=outcome lost_reason=lost_reason accepted=accepted accepted_at=accepted_at",
    ),
    (
        "id,name,channel,cost,expected_revenue,expected_leads,starts_on,ends_on",
        "campaigns",
        "id=id name=name channel=channel cost=cost expected_revenue=expected_revenue expected_leads=expected_leads starts_on=starts_on ends_on=ends_on",
    ),
    (
        "campaign,lead,status",
        "members",
        "campaign=campaign lead=lead status=status",
    ),
    (
        "lead,at,kind,result,by,note",
        "touches",
        "lead=lead at=at kind=kind result=result by=by note=note",
    ),
    (
        "id,name,team,role",
        "people",
        "id=id name=name team=team role=role",
    ),
    (
        "id,name,first_name,last_name,company,title,email,phone,country,industry,employees,source,campaign,owner,score,sourced_by,status,created_at,qualified_at,first_touch_at,response_hours,accepted_at,rejected_at,reject_reason,returned_at,opportunity_id,opportunity_at,closed_at,outcome,amount,currency,lost_reason",
        "leads",
        "id=id name=name company=company title=title email=email phone=phone country=country industry=industry employees=employees source=source campaign=campaign owner=owner score=score sourced_by=sourced_by status=status created_at=created_at qualified_at=qualified_at first_touch_at=first_touch_at response_hours=response_hours accepted_at=accepted_at rejected_at=rejected_at reject_reason=reject_reason returned_at=returned_at opportunity_id=opportunity_id opportunity_at=opportunity_at closed_at=closed_at outcome=outcome amount=amount currency=currency lost_reason=lost_reason",
    ),
];

#[test]
fn headers_of_the_crms_are_known() {
    for (header, kind, mapping) in CRMS {
        let seen = read(format!("{header}\n"));
        assert_eq!(seen.proposal.refused, None, "{header}");
        assert_eq!(seen.proposal.kind.unwrap().word(), kind, "{header}");
        assert_eq!(seen.mapping(), mapping, "{header}");
    }
}
