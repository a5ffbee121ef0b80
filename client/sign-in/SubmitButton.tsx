import { Button } from "@mantine/core"
import { ApiProblem } from "../api/client.ts"
import { FormProblem } from "../ui/FormProblem.tsx"
import { useCountdown } from "../ui/useCountdown.ts"
import { signIn as words } from "../words/en/sign-in.ts"

interface SubmitButtonProps {
  readonly label: string
  readonly isBusy: boolean
  readonly problem: unknown
  /** What a wrong name or password is called here. */
  readonly wrongCredentials?: string
}

/** The form's problem and its button. While the server asks for patience, the button counts down. */
export function SubmitButton({ label, isBusy, problem, wrongCredentials = words.wrongCredentials }: SubmitButtonProps) {
  const isThrottled = problem instanceof ApiProblem && problem.code === "too-many"
  const left = useCountdown(isThrottled ? (problem.retryAfterSeconds ?? 5) : undefined, problem)
  const isWrong = problem instanceof ApiProblem && problem.code === "wrong-credentials"
  const isOver = isThrottled && left === 0
  return (
    <>
      <FormProblem problem={isOver ? undefined : problem} words={isWrong ? wrongCredentials : undefined} />
      <Button type="submit" fullWidth loading={isBusy} disabled={left > 0}>
        {left > 0 ? words.waitButton(left) : label}
      </Button>
    </>
  )
}
