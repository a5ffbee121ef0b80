import { Component, type ReactNode } from "react"
import { Notice } from "./Notice.tsx"
import { common } from "./words/en/common.ts"

interface Props {
  readonly children: ReactNode
}

/** One per screen: a bug in a screen takes down that screen and nothing else. */
export class ErrorBoundary extends Component<Props, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children
    return (
      <Notice
        title={common.somethingBroke}
        text={this.state.error instanceof Error ? this.state.error.message : ""}
        actions={[
          { label: common.retry, onClick: () => this.setState({ error: undefined }) },
          { label: common.reload, onClick: () => location.reload() },
        ]}
      />
    )
  }
}
